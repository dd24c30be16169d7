"""Writes the independently signed samples: python3 src/test/catalogue/sign.py [ID ...]; without an ID all of them."""
import glob, importlib, os, sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import signing

for path in sorted(glob.glob(os.path.join(HERE, "*.py"))):
    name = os.path.basename(path)[:-3]
    if name not in ("sign", "signing"):
        importlib.import_module(name)
for id in sys.argv[1:] or sorted(signing.SIGNERS):
    signing.write(id)
