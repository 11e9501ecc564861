"""Policies over arrays of all firms in the manner of OpenFisca: a formula of vectorised NumPy a policy, here in three values."""
import json
import sys
import time

import numpy as np

job = json.load(sys.stdin)
size = job["size"]
facts, known = {}, {}
for name, column in job["columns"].items():
    facts[name] = np.fromfile(column["file"], dtype=column["dtype"])
    bits = np.fromfile(column["known"], dtype=np.uint8)
    known[name] = np.unpackbits(bits, bitorder="little")[:size].astype(bool)

SIGNS = {"<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal}


def clause(part):
    """Surely yes, and not surely no."""
    kind = part["kind"]
    if kind == "either":
        pairs = [clause(each) for each in part["of"]]
        return np.logical_or.reduce([p[0] for p in pairs]), np.logical_or.reduce([p[1] for p in pairs])
    if kind == "share":
        have = known[part["part"]] & known[part["whole"]]
        with np.errstate(divide="ignore", invalid="ignore"):
            holds = facts[part["part"]] / facts[part["whole"]] >= part["percent"] / 100
        return holds & have, holds | ~have
    have = known[part["fact"]]
    values = facts[part["fact"]]
    if kind == "compare":
        holds = SIGNS[part["sign"]](values, part["value"])
    elif kind == "since":
        holds = SIGNS[part["sign"]](values, part["day"])
    elif kind == "among":
        holds = np.isin(values, part["codes"])
    else:
        holds = values.astype(bool) if part["wanted"] else ~values.astype(bool)
    return holds & have, holds | ~have


def policy(clauses):
    yes, maybe = clause(clauses[0])
    for part in clauses[1:]:
        more, perhaps = clause(part)
        yes = yes & more
        maybe = maybe & perhaps
    return int(np.count_nonzero(yes)), int(np.count_nonzero(maybe & ~yes))


policy(job["policies"][0])
begun, processor = time.perf_counter(), time.process_time()
counts = [policy(clauses) for clauses in job["policies"]]
print(json.dumps({"seconds": time.perf_counter() - begun, "processor": time.process_time() - processor, "counts": counts, "numpy": np.__version__}))
