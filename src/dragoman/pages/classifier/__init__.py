"""The block classifier: what each unit of an HTML page is, learnt from pages with known articles."""
