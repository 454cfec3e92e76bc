"""How the English model was made: from the data to the file that ships. See README.md beside this file.

Not part of the wheel. Pure parts (labels, scripts, sampling, variants, readers) need only the standard library; the
rest needs PyTorch, and the export needs onnx and onnxruntime.
"""
