/// How an HTML recording looks. Follows the reader's choice of a light or a dark screen, and prints.
enum HTMLStyle {
    static let sheet = """
        :root { --paper: #fbfaf8; --ink: #24211d; --soft: #746d63; --line: #e3ded6; --card: #fff; --user: #2f6f4f;
          --assistant: #8a4b1f; --system: #5c5c7a; --code: #f3f0ea; --bad: #b3261e; --link: #1f5fa8; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #171614; --ink: #e6e1d8; --soft: #9a9287; --line: #34312c; --card: #1f1d1a; --user: #7fc7a0;
            --assistant: #e0a878; --system: #a9a9cf; --code: #26231f; --bad: #f2857c; --link: #8ab8f0; }
        }
        * { box-sizing: border-box; }
        html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; padding: 2rem 1.25rem 6rem; max-width: 52rem;
          font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; overflow-wrap: anywhere; }
        .top { border-bottom: 1px solid var(--line); margin-bottom: 2rem; padding-bottom: 1rem; }
        .top h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .75rem; }
        dl { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0; font-size: .85rem; color: var(--soft); }
        dl div { display: flex; gap: .4rem; }
        dt { font-weight: 600; white-space: nowrap; } dt::after { content: ":"; } dd { margin: 0; }
        section { display: flow-root; border-left: 3px solid var(--line); padding: 0 1rem; }
        section.user { border-color: var(--user); background: var(--card); border-radius: 0 .4rem .4rem 0; }
        section.user > :last-child { margin-bottom: .9rem; }
        section.assistant { border-color: var(--assistant); }
        section.system { border-color: var(--system); color: var(--soft); }
        section h2 { font-size: .95rem; margin: 0; padding: .6rem 0 .2rem; }
        section:has(> h2) { margin-top: 1.75rem; }
        .user h2 { color: var(--user); } .assistant h2 { color: var(--assistant); } .system h2 { color: var(--system); }
        time { color: var(--soft); font-weight: 400; font-size: .8rem; margin-left: .5rem; }
        p { white-space: pre-wrap; margin: .5rem 0; }
        h3, h4, h5, h6 { margin: 1.1rem 0 .4rem; line-height: 1.3; font-size: 1.05rem; }
        hr { border: 0; border-top: 1px solid var(--line); margin: 1rem 0; }
        a { color: var(--link); }
        code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
        code { font-size: .88em; background: var(--code); border-radius: .25rem; padding: .1em .3em; }
        pre { background: var(--code); border: 1px solid var(--line); border-radius: .4rem; padding: .7rem .9rem;
          overflow-x: auto; font-size: .85rem; line-height: 1.45; margin: .7rem 0; overflow-wrap: normal; }
        pre code { background: none; padding: 0; font-size: inherit; }
        table { border-collapse: collapse; display: block; overflow-x: auto; font-size: .92rem; margin: .7rem 0; }
        th, td { border: 1px solid var(--line); padding: .25rem .6rem; text-align: left; vertical-align: top; }
        th { background: var(--code); } .right { text-align: right; } .center { text-align: center; }
        blockquote { margin: .6rem 0; padding-left: .9rem; border-left: 2px solid var(--line); color: var(--soft); }
        .item { white-space: pre-wrap; margin: .15rem 0; padding-left: 1.4rem; text-indent: -1.1rem; }
        .item span { display: inline-block; min-width: 1.1rem; text-indent: 0; color: var(--soft); }
        .l1 { margin-left: 1.2rem; } .l2 { margin-left: 2.4rem; } .l3 { margin-left: 3.6rem; }
        .l4 { margin-left: 4.8rem; } .l5 { margin-left: 6rem; }
        details { margin: .35rem 0; border: 1px solid var(--line); border-radius: .4rem; background: var(--card); }
        summary { cursor: pointer; padding: .3rem .8rem; font-size: .85rem; color: var(--soft); }
        summary b { color: var(--ink); font-weight: 600; }
        details[open] summary { border-bottom: 1px solid var(--line); }
        details > pre { border: 0; border-radius: 0; margin: 0; max-height: 32rem; overflow: auto; background: none; }
        details > p { padding: 0 .9rem; }
        .error summary, .error summary b { color: var(--bad); }
        .label { font-size: .8rem; color: var(--soft); text-transform: uppercase; letter-spacing: .04em; }
        @media print { body { max-width: none; padding: 0; } section { break-inside: auto; } }
        """
}
