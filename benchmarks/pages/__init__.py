"""Pages: how well the article of web pages that people marked is found, beside trafilatura."""
