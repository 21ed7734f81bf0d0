"""How the language model is built: treebank to training documents, vectors, training, packing, measuring.

Only `make model` and its relatives come here; nothing of it is needed to use the model.
"""
