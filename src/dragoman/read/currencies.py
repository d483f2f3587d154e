"""Currency signs, codes and names as news writes them, to ISO 4217."""

from __future__ import annotations

import re

_SIGNS = {
    "$": "USD", "US$": "USD", "U.S.$": "USD", "USD$": "USD", "$US": "USD", "US $": "USD", "C$": "CAD", "CA$": "CAD",
    "CAD$": "CAD", "Can$": "CAD",
    "CDN$": "CAD", "A$": "AUD", "AU$": "AUD", "AUD$": "AUD", "AUS$": "AUD", "NZ$": "NZD", "NT$": "TWD", "HK$": "HKD",
    "S$": "SGD", "SG$": "SGD",
    "R$": "BRL", "M$": "MYR", "€": "EUR", "£": "GBP", "₹": "INR", "¥": "JPY", "JP¥": "JPY", "CN¥": "CNY", "₩": "KRW",
    "₪": "ILS",
    "₺": "TRY", "₽": "RUB", "₴": "UAH", "₱": "PHP", "₫": "VND", "₸": "KZT", "฿": "THB", "Rs.": "INR", "Rs": "INR",
    "RM": "MYR",
    "Rp": "IDR", "₦": "NGN", "Tk": "BDT",
}  # fmt: skip
CODES = frozenset(
    [
        "USD",
        "EUR",
        "GBP",
        "CAD",
        "AUD",
        "NZD",
        "TWD",
        "HKD",
        "SGD",
        "BRL",
        "INR",
        "PKR",
        "JPY",
        "CNY",
        "RMB",
        "KRW",
        "ILS",
        "NIS",
        "TRY",
        "RUB",
        "UAH",
        "PLN",
        "CZK",
        "HUF",
        "RON",
        "BGN",
        "SEK",
        "NOK",
        "DKK",
        "ISK",
        "CHF",
        "AED",
        "SAR",
        "QAR",
        "KWD",
        "BHD",
        "OMR",
        "EGP",
        "JOD",
        "IQD",
        "MAD",
        "DZD",
        "TND",
        "ZAR",
        "NGN",
        "KES",
        "IDR",
        "MYR",
        "THB",
        "VND",
        "PHP",
        "KZT",
        "AZN",
        "GEL",
        "AMD",
        "RSD",
        "MXN",
        "ARS",
        "CLP",
        "COP",
        "PEN",
        "BDT",
        "LKR",
        "IRR",
        "ALL",
        "MKD",
        "BAM",
        "MDL",
        "BYN",
        "UZS",
        "XAF",
        "XOF",
    ]
)
_ALIASES = {"RMB": "CNY", "NIS": "ILS"}
_NATIONS = {
    "us": "USD", "u.s.": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "new zealand": "NZD",
    "taiwan": "TWD", "taiwanese": "TWD", "hong kong": "HKD", "singapore": "SGD", "singaporean": "SGD",
    "new taiwan": "TWD",
}  # fmt: skip
_NAMES = {
    "dollar": "USD", "buck": "USD", "greenback": "USD", "euro": "EUR", "pound sterling": "GBP", "pound": "GBP",
    "sterling": "GBP", "rupee": "INR",
    "zloty": "PLN", "zlotys": "PLN", "zloties": "PLN", "złoty": "PLN", "złotych": "PLN", "zł": "PLN", "krona": "SEK",
    "kronor": "SEK", "kroner": "NOK", "krone": "NOK", "kronas": "SEK", "won": "KRW", "yen": "JPY", "yuan": "CNY",
    "renminbi": "CNY",
    "ruble": "RUB", "rouble": "RUB", "lira": "TRY", "liras": "TRY", "dirham": "AED", "riyal": "SAR", "shekel": "ILS",
    "franc": "CHF",
    "hryvnia": "UAH", "hryvnias": "UAH", "forint": "HUF", "koruna": "CZK", "korunas": "CZK", "koruny": "CZK",
    "lei": "RON", "leu": "RON", "lev": "BGN",
    "leva": "BGN", "rand": "ZAR", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "dong": "VND", "tenge": "KZT",
    "naira": "NGN",
    "real": "BRL", "reais": "BRL", "taka": "BDT", "kuna": "HRK",
}  # fmt: skip
# names that several states share: the state's adjective decides, without it the value of _NAMES, if any
_SHARED = {
    "rupee": {"pakistani": "PKR", "pakistan": "PKR", "sri lankan": "LKR", "indian": "INR", "nepalese": "NPR"},
    "franc": {"swiss": "CHF", "cfa": "XOF", "french": "FRF", "congolese": "CDF"},
    "dinar": {"kuwaiti": "KWD", "serbian": "RSD", "iraqi": "IQD", "jordanian": "JOD", "algerian": "DZD",
    "bahraini": "BHD",
              "tunisian": "TND", "libyan": "LYD"},
    "crown": {"czech": "CZK", "swedish": "SEK", "norwegian": "NOK", "danish": "DKK", "slovak": "SKK",
    "icelandic": "ISK", "estonian": "EEK"},
    "krone": {"danish": "DKK", "norwegian": "NOK"}, "kroner": {"danish": "DKK", "norwegian": "NOK"},
    "krona": {"swedish": "SEK", "icelandic": "ISK"}, "kronor": {"swedish": "SEK"}, "koruna": {"czech": "CZK"},
    "pound": {"british": "GBP", "egyptian": "EGP", "lebanese": "LBP", "syrian": "SYP", "sudanese": "SDG"},
    "riyal": {"saudi": "SAR", "qatari": "QAR"}, "rial": {"iranian": "IRR", "omani": "OMR", "yemeni": "YER"},
    "dirham": {"emirati": "AED", "uae": "AED", "moroccan": "MAD"}, "won": {"south korean": "KRW", "korean": "KRW",
    "north korean": "KPW"},
    "yuan": {"chinese": "CNY"}, "yen": {"japanese": "JPY"}, "lira": {"turkish": "TRY"}, "ruble": {"russian": "RUB",
    "belarusian": "BYN"},
    "rouble": {"russian": "RUB", "belarusian": "BYN"}, "zloty": {"polish": "PLN"}, "shekel": {"israeli": "ILS"},
    "hryvnia": {"ukrainian": "UAH"},
    "forint": {"hungarian": "HUF"}, "lei": {"romanian": "RON", "moldovan": "MDL"}, "peso": {"philippine": "PHP",
    "mexican": "MXN", "argentine": "ARS",
    "chilean": "CLP", "colombian": "COP"}, "real": {"brazilian": "BRL"}, "rand": {"south african": "ZAR"},
    "manat": {"azerbaijani": "AZN", "azeri": "AZN"},
    "dollar": _NATIONS,
}  # fmt: skip

_CODE = "|".join(sorted(CODES))
_SIGN = "|".join(re.escape(s) for s in sorted(_SIGNS, key=len, reverse=True) if not s[0].isalpha())
_LETTERED = "|".join(re.escape(s) for s in sorted(_SIGNS, key=len, reverse=True) if s[0].isalpha())
_ADJECTIVES = "|".join(
    re.escape(a) for a in sorted({a for nations in _SHARED.values() for a in nations}, key=len, reverse=True)
)
_PLAIN = "|".join(re.escape(n) for n in sorted({*_NAMES, *_SHARED}, key=len, reverse=True))

# the first letter is looked at before the many codes
BEFORE = rf"(?-i:(?=[A-Z])(?<![A-Za-z])(?:{_LETTERED}|{_CODE})|(?=[^\w\s])(?:{_SIGN}))"
AFTER = rf"(?:(?:{_ADJECTIVES})[ \u00a0-])?(?:{_PLAIN})s?\b(?![- ]class\b)|(?-i:(?:{_CODE})\b|€|zł)|US dollars?\b"


def code_before(sign: str) -> str | None:
    """ISO code of a sign or code that stands before an amount ('US$', 'Rs', 'EUR')."""
    sign = sign.strip()
    return _SIGNS.get(sign) or (_ALIASES.get(sign, sign) if sign in CODES else None)


def code_after(words: str) -> str | None:
    """ISO code of a currency named after an amount ('euros'); None where the name alone does not tell."""
    if words == "€":
        return "EUR"
    if words in CODES:
        return _ALIASES.get(words, words)
    low = re.sub(r"[ \u00a0-]+", " ", words.lower()).strip()
    for name in (low, low.removesuffix("s")):
        if name in _NAMES and name not in _SHARED:
            return _NAMES[name]
        for shared, nations in _SHARED.items():
            if name == shared:
                return _NAMES.get(shared)
            if name.endswith(" " + shared) and (code := nations.get(name[: -len(shared) - 1])):
                return code
        if " " in name and (code := _NAMES.get(name.rsplit(" ", 1)[1])):
            return code
    return None
