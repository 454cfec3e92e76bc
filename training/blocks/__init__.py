"""How the block classifier is made: pages with known articles, the opinions of other libraries, two sets of trees."""
