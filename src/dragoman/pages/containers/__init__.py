"""Files that hold several pages, or one page packed: each is opened into payloads, and nothing in it is lost."""
