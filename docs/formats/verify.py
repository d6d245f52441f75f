#!/usr/bin/env python3
"""verify.py RECORDS_DIR KEYS_DIR: checks exported meter records against record.md with no code of CarbonMeter's.
Needs python3-cbor2 and python3-cryptography. Exit code 1 where anything has to be refused; gaps are shown, not refused."""
import hashlib, pathlib, sys
import cbor2
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

def check(holds, reason):
    if not holds: raise ValueError(reason)

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B

def announced(event):  # the key of a rotation event: a compressed point of P-256
    check(event[4] in (2, 3) and isinstance(event[5], bytes) and len(event[5]) == 32, "the new key is not a compressed point")
    x = int.from_bytes(event[5], "big")
    y = pow(x**3 - 3 * x + B, (P + 1) // 4, P)
    check(x < P and (y * y - x**3 + 3 * x - B) % P == 0, "the new key is not on the curve")
    return ec.EllipticCurvePublicNumbers(x, y if y % 2 == event[4] % 2 else P - y, ec.SECP256R1()).public_key()

def read(raw, key):
    tagged = cbor2.loads(raw)
    check(cbor2.dumps(tagged) == raw and tagged.tag == 18, "not a canonical COSE_Sign1")
    protected, unprotected, payload, signature = tagged.value
    check(protected == b"\xa1\x01\x26" and unprotected == {} and len(signature) == 64, "another header than ES256")
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    signed = cbor2.dumps(["Signature1", protected, b"", payload])
    key.verify(utils.encode_dss_signature(r, s), signed, ec.ECDSA(hashes.SHA256()))
    record = cbor2.loads(payload)
    check(cbor2.dumps(record) == payload and list(record) == sorted(record), "the payload is not canonical")
    return record, hashlib.sha256(payload).digest()

def totals(record):  # channel -> import, export, reactive, carbon in ng
    return {r[0]: [r[1], r[2], r[3], r[4] * 1_000_000 + r[5]] for r in record[16]}

def gas(record):  # mass in mg and volume in l, or None
    return record[23][:2] if 23 in record else None

def follow(record, before, before_hash):
    channels, intervals = list(totals(record)), record.get(20, [])
    check(all(c[6] == c[0] * record[17] for i in intervals for c in i[4]), "carbon is not import x intensity")
    check(channels or gas(record), "neither channels nor gas")
    check(all(i[3] is None or (gas(record) and any(f is not None for f in i[3][1:])) for i in intervals), "gas from nowhere")
    if before is None and record[5] != 1: return False
    check(record[6] == before_hash, "the previous hash is not that of the record before")
    check(before is None or (record[4] >= before[4] and record[11] >= before[11]), "boot count or event counter fell")
    sums = totals(before) if before else {c: [0] * 4 for c in channels}
    for i in intervals:
        for channel, c in zip(channels, i[4]):
            sums[channel] = [a + b for a, b in zip(sums[channel], (c[0], c[1], c[2], c[6]))]
    check(sums == totals(record), "the registers are not those before plus the intervals")
    check(before is None or (gas(before) is None) == (gas(record) is None), "the gas channel came or went")
    if gas(record):
        passed = [sum(i[3][f] or 0 for i in intervals if i[3]) for f in (8, 7)]
        flowed = [a + b for a, b in zip(gas(before) if before else (0, 0), passed)]
        check(flowed == gas(record), "the gas register is not that before plus the intervals")
        check(before is None or before[23][2:] == record[23][2:] or before[13] != record[13],
              "what the gas register means has changed and the parameter set has not")
    return True

def verify(folder, key):
    count, gaps, before, digest = 0, 0, None, bytes(32)
    for path in sorted(folder.glob("*.cose")):
        try:
            record, own = read(path.read_bytes(), key)
            check(record[3] == folder.name and path.stem == f"{record[5]:015d}", "another meter or sequence than its name says")
            known = before is not None and record[5] == before[5] + 1
            gaps += not follow(record, before if known else None, digest if known else bytes(32))
            if record.get(21, [0])[0] == 14: key = announced(record[21])  # every later record is signed with it
        except Exception as refused:
            raise SystemExit(f"{path}: REFUSED: {str(refused) or type(refused).__name__}")
        count, before, digest = count + 1, record, own
    print(f"{folder.name}: {count} records, {gaps} gaps, " + ("; ".join(f"channel {c}: import {t[0]} mWh, "
          f"export {t[1]} mWh, carbon {t[3]} ng" for c, t in totals(before).items()) if before else "nothing")
          + (f"; gas: {gas(before)[0]} mg CO2, {gas(before)[1]} l" if before and gas(before) else ""))
    return count

if len(sys.argv) != 3: raise SystemExit(__doc__)
folders = sorted(f for f in pathlib.Path(sys.argv[1]).iterdir() if f.is_dir())
keys = {f.name: serialization.load_pem_public_key((pathlib.Path(sys.argv[2]) / (f.name + ".pem")).read_bytes()) for f in folders}
count = sum(verify(f, keys[f.name]) for f in folders)
if count == 0: raise SystemExit("no records")
print(f"{len(folders)} meters, {count} records: all verified")
