"""From planned pages to the published site: render, check links, index, write, exchange."""
