"""Pictures of the examples in every theme and format, to be looked at by people: `make look`."""
