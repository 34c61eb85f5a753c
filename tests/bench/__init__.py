"""How long the server takes for the pages used most, beside a bare Django page. Run it with `make bench`."""
