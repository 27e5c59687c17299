"""Files and vidensbasen to passages and grains."""
