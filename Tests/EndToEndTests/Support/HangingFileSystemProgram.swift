/// A file system in memory, over the kernel's own protocol for such (FUSE), that stops to answer while a file is there.
enum HangingFileSystemProgram {
    /// For `python3 -c`, with the place to mount it at and the file.
    static let text = #"""
        import ctypes, os, struct, sys, time
        place, control = sys.argv[1], sys.argv[2]
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(1, 9)  # It ends with the daemon.
        fd = os.open("/dev/fuse", os.O_RDWR)
        opts = f"fd={fd},rootmode=40000,user_id={os.geteuid()},group_id={os.getegid()}".encode()
        if libc.mount(b"katotest", place.encode(), b"fuse.katotest", 0, opts) != 0:
            print("mount", os.strerror(ctypes.get_errno())); sys.exit(1)
        nodes = {1: dict(mode=0o40755, kids={}, data=bytearray())}
        nxt = 2
        def attr(n):
            x = nodes[n]; t = int(x.get("t", time.time()))
            return struct.pack("<QQQQQQIIIIIIIIII", n, len(x["data"]), (len(x["data"]) + 511)//512, t, t, t, 0, 0, 0, x["mode"], 1, 0, 0, 0, 4096, 0)
        def entry(n): return struct.pack("<QQQQII", n, 1, 0, 0, 0, 0) + attr(n)
        def reply(u, data=b"", err=0):
            os.write(fd, struct.pack("<IiQ", 16 + len(data), -err, u) + data)
        def handle(b):
            global nxt
            ln, op, u, n, uid, gid, pid, _ = struct.unpack("<IIQQIIII", b[:40]); a = b[40:]
            if op == 26: return reply(u, struct.pack("<IIIIHHIIHHI", 7, 31, 65536, 0, 12, 9, 65536, 1, 1, 0, 0) + b"\0" * 24)
            if op in (2, 36, 42): return  # FORGET, INTERRUPT
            if n not in nodes: return reply(u, err=2)
            x = nodes[n]
            if op == 1:
                name = a.rstrip(b"\0")
                return reply(u, entry(x["kids"][name])) if name in x["kids"] else reply(u, err=2)
            if op == 3: return reply(u, struct.pack("<QII", 0, 0, 0) + attr(n))
            if op == 4:
                valid, = struct.unpack("<I", a[:4]); size, = struct.unpack("<Q", a[16:24])
                if valid & 8: x["data"] = x["data"][:size].ljust(size, b"\0")
                if valid & 1: x["mode"] = (x["mode"] & 0o170000) | (struct.unpack("<I", a[68:72])[0] & 0o7777)
                return reply(u, struct.pack("<QII", 0, 0, 0) + attr(n))
            if op in (14, 27): return reply(u, struct.pack("<QII", 0, 1, 0))
            if op in (18, 25, 29, 20, 30): return reply(u)
            if op == 17: return reply(u, struct.pack("<QQQQQIIII", 1 << 20, 1 << 20, 1 << 20, 1000, 1000, 4096, 255, 4096, 0) + b"\0" * 24)
            if op == 9:
                mode, = struct.unpack("<I", a[:4]); name = a[8:].rstrip(b"\0")
                nodes[nxt] = dict(mode=0o40000 | (mode & 0o777), kids={}, data=bytearray()); x["kids"][name] = nxt; nxt += 1
                return reply(u, entry(nxt - 1))
            if op == 35:
                flags, mode = struct.unpack("<II", a[:8]); name = a[16:].rstrip(b"\0")
                nodes[nxt] = dict(mode=0o100000 | (mode & 0o777), kids={}, data=bytearray()); x["kids"][name] = nxt; nxt += 1
                return reply(u, entry(nxt - 1) + struct.pack("<QII", 0, 1, 0))
            if op == 16:
                fh, off, size = struct.unpack("<QQI", a[:20]); data = a[40:40 + size]
                if off > len(x["data"]): x["data"].extend(b"\0" * (off - len(x["data"])))
                x["data"][off:off + size] = data; x["t"] = time.time()
                return reply(u, struct.pack("<II", size, 0))
            if op == 15:
                fh, off, size = struct.unpack("<QQI", a[:20]); return reply(u, bytes(x["data"][off:off + size]))
            if op == 28:
                fh, off, size = struct.unpack("<QQI", a[:20]); out = b""
                for i, (name, kid) in enumerate(list(x["kids"].items())[off:]):
                    e = struct.pack("<QQII", kid, off + i + 1, len(name), nodes[kid]["mode"] >> 12) + name
                    out += e.ljust((len(e) + 7) // 8 * 8, b"\0")
                return reply(u, out)
            reply(u, err=38)
        while True:
            try: b = os.read(fd, 1 << 20)
            except OSError as e:
                if e.errno == 4: continue
                break
            while os.path.exists(control): time.sleep(0.05)
            try: handle(b)
            except OSError as e: print("reply", e, flush=True)
        """#
}
