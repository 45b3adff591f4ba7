"""How well and how fast statements are recognised: `make bench-recognition`, with `DATA=/folder` on news as well."""
