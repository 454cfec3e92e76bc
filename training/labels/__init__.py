"""Training the learned score behind the labels of hateful comments."""
