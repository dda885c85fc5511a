# ruff: noqa: E501  (payloads are not to be broken)
"""Hostile texts: each sets ``__pwned``, asks for an address, or makes an element of class ``pwned``, if it is ever taken
for more than text."""

from __future__ import annotations

import html
import json
from urllib.parse import quote

_RUN = "window.__pwned=1"

#: what ends the place where a text may stand, before markup or code of its own
_BREAKOUTS = [
    "", "</script>", "<!--", "-->", "</title>", "</style>", "</textarea>", "</noscript>", "</template>", "</svg>", "</bdi>", "]]>",
    "'>", '">', "`>", "\"'>", "\\\"}];", "*/", "\n", "\r\n\r\n", "\u2028", "\x00", "\ud800", "\u202e", "%3E", "%%DATA%%", "%%SCRIPT%%",
]  # fmt: skip

#: elements that run something or ask for something by themselves
_ELEMENTS = [
    f"<script>{_RUN}</script>",
    "<script src=https://pwned.example/x.js></script>",
    f"<img src=x onerror={_RUN} class=pwned>",
    "<img src=https://pwned.example/i.png class=pwned>",
    "<img srcset='https://pwned.example/i.png 1x' class=pwned>",
    f"<svg onload={_RUN} class=pwned>",
    f"<svg><script>{_RUN}</script></svg>",
    f"<svg><animate onbegin={_RUN} attributeName=x dur=1s class=pwned>",
    "<svg><use href='https://pwned.example/u.svg#x' class=pwned></svg>",
    "<svg><image href='https://pwned.example/i.png' class=pwned></svg>",
    "<svg><foreignObject><iframe src='https://pwned.example/' class=pwned></iframe></foreignObject></svg>",
    "<iframe src='javascript:parent.__pwned=1' class=pwned></iframe>",
    "<iframe srcdoc='<script>parent.__pwned=1</script>' class=pwned></iframe>",
    "<iframe src=https://pwned.example/ class=pwned></iframe>",
    "<object data='https://pwned.example/o' class=pwned></object>",
    "<embed src='https://pwned.example/e' class=pwned>",
    "<link rel=stylesheet href=https://pwned.example/s.css class=pwned>",
    "<link rel=prefetch href=https://pwned.example/p class=pwned>",
    "<link rel=preconnect href=https://pwned.example class=pwned>",
    "<link rel=icon href=https://pwned.example/f.ico class=pwned>",
    "<meta http-equiv=refresh content='0;url=https://pwned.example/' class=pwned>",
    "<meta http-equiv=Content-Security-Policy content=\"default-src *\" class=pwned>",
    "<base href=https://pwned.example/ class=pwned>",
    f"<form action=https://pwned.example/><button autofocus onfocus={_RUN} class=pwned>",
    f"<details open ontoggle={_RUN} class=pwned>",
    f"<video><source onerror={_RUN} class=pwned></video>",
    "<video src=https://pwned.example/v.mp4 poster=https://pwned.example/p.png class=pwned></video>",
    "<audio src=https://pwned.example/a.mp3 autoplay class=pwned></audio>",
    "<input type=image src=https://pwned.example/i.png class=pwned>",
    "<style>@import 'https://pwned.example/s.css';</style><b class=pwned>",
    "<b style='background:url(https://pwned.example/c.png)' class=pwned>x</b>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={_RUN} class=pwned>",
    f"<template><img src=x onerror={_RUN} class=pwned></template>",
    f"<noscript><p title='</noscript><img src=x onerror={_RUN} class=pwned>'>",
    f"<marquee onstart={_RUN} class=pwned>x</marquee>",
    f"<a href='javascript:{_RUN}' class=pwned>x</a>",
    f"<a href='java\tscript:{_RUN}' class=pwned>x</a>",
    "<a ping=https://pwned.example/ href=# class=pwned>x</a>",
    "<b class=pwned>bold</b> *bold* `code` [x](javascript:window.__pwned=1)",
    "<xss id=graph class=pwned>", "<input name=body class=pwned>", "<form id=data class=pwned>",
]  # fmt: skip

_EVENTS = [
    "abort", "animationstart", "auxclick", "beforeinput", "blur", "canplay", "click", "contextmenu", "error", "focus", "focusin",
    "hashchange", "input", "keydown", "load", "loadstart", "message", "mouseenter", "mouseover", "pageshow", "pointerdown",
    "pointerover", "resize", "scroll", "scrollend", "toggle", "transitionend", "unhandledrejection", "wheel",
]  # fmt: skip

#: no markup, but dangerous to what takes texts for addresses, code, formulas, templates, keys or paths
_OTHERS = [
    f"javascript:{_RUN}", f"JaVaScRiPt:{_RUN}//", f" javascript:{_RUN}", f"\x01javascript:{_RUN}", f"java\nscript:{_RUN}",
    f"vbscript:{_RUN}", f"data:text/html,<script>{_RUN}</script>", f"data:text/html;base64,{_RUN}", "blob:https://pwned.example/1",
    f"https://pwned.example/<script>{_RUN}</script>", "https://pwned.example\\@ok.example/", "//pwned.example/x", "file:///etc/passwd",
    "https://user:pass@pwned.example/", "https://pwned.example/\" onclick=\"window.__pwned=1", "view-source:https://pwned.example/",
    f"{{{{constructor.constructor('{_RUN}')()}}}}", f"${{{_RUN}}}", f"#{{{_RUN}}}", f"<%= {_RUN} %>", f"{{% raw %}}<script>{_RUN}</script>",
    f"\\u003cscript>{_RUN}\\u003c/script>", f"\\x3cscript>{_RUN}\\x3c/script>", f"&lt;script&gt;{_RUN}&lt;/script&gt;",
    f"&#60;script&#62;{_RUN}&#60;/script&#62;", f"%3Cscript%3E{_RUN}%3C/script%3E", f"+ADw-script+AD4-{_RUN}+ADw-/script+AD4-",
    f"＜script＞{_RUN}＜/script＞", f"\\\"}};{_RUN};//", f"'-({_RUN})-'", f"\";{_RUN}//", f"`;{_RUN}//", f"\u2028{_RUN}\u2029", f"*/{_RUN}/*",
    f"]);{_RUN};([", f"-->\n{_RUN}", "__proto__", "constructor", "toString", "hasOwnProperty", "prototype.polluted", "__proto__[polluted]=1",
    "expression(window.__pwned=1) url(https://pwned.example/c.png)", "@import 'https://pwned.example/s.css';", "}*{background:url(https://pwned.example/)}",
    "=HYPERLINK(\"https://pwned.example/\")", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "\r=1+1", ";=1+1", "\"=1+1",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'https://pwned.example/'>]><x>&y;</x>", "<?xml-stylesheet href='https://pwned.example/'?>",
    "../../../etc/passwd", "CON", "a/b\\c:d*e?f", "x.html\x00.png", "\ufeff", "\u202egnp.exe", "\u2066x\u2069", "\ufffe\uffff", "\ud83d", "\x1b]0;pwned\x07",
]  # fmt: skip


def _payloads() -> list[str]:
    found = list(_ELEMENTS)
    found += [f"{breakout}<img src=x onerror={_RUN} class=pwned>" for breakout in _BREAKOUTS]
    found += [f"{breakout}<script>{_RUN}</script>" for breakout in _BREAKOUTS]
    found += [f"<div on{event}={_RUN} autofocus tabindex=0 class=pwned>x</div>" for event in _EVENTS]
    found += [f'x" on{event}="{_RUN}" class="pwned' for event in _EVENTS[::3]]
    found += _OTHERS
    found += [
        html.escape(found[2]),
        json.dumps(found[2])[1:-1].replace("<", "\\u003c"),
        quote(found[2]),
        found[0].upper(),
        found[2] * 3,
    ]
    return list(dict.fromkeys(found))


PAYLOADS = _payloads()
