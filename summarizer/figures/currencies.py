"""Currencies whose name several countries share: which one a story means."""

from collections import Counter
from collections.abc import Iterable, Mapping

LOCAL: Mapping[str, Mapping[str, str]] = {
    "cent": {"USD": "$ dollar dollars", "EUR": "€ euro euros"},
    "rupee": {
        "INR": "india indian delhi mumbai bengaluru modi kolkata chennai",
        "LKR": "lanka lankan lankans colombo",
        "PKR": "pakistan pakistani pakistanis islamabad karachi lahore",
        "NPR": "nepal nepali nepalese kathmandu",
        "MUR": "mauritius mauritian",
    },
    "peso": {
        "MXN": "mexico mexican mexicans méxico mexicano mexicana mexicanos pemex banxico",
        "ARS": "argentina argentine argentinian argentines argentino argentinos aires milei",
        "CLP": "chile chilean chileans chileno chilena chilenos santiago",
        "COP": "colombia colombian colombians colombiano colombiana bogota bogotá medellín",
        "PHP": "philippines philippine filipino filipinos manila",
        "UYU": "uruguay uruguayan uruguayo montevideo",
        "DOP": "dominican dominicana",
        "CUP": "cuba cuban cubano havana",
    },
    "franc": {
        "CHF": "switzerland swiss zurich geneva bern basel schweiz zürich suisse svizzera",
        "XOF": "senegal ivory ivoire mali burkina benin bénin togo niger sénégal abidjan dakar",
        "XAF": "cameroon cameroun gabon chad tchad congo",
        "RWF": "rwanda rwandan kigali",
        "CDF": "kinshasa",
    },
    "krone": {
        "NOK": "norway norwegian norwegians oslo norge norsk norske equinor",
        "DKK": "denmark danish danes copenhagen danmark dansk danske københavn novo maersk",
    },
    "krona": {"SEK": "sweden swedish stockholm sverige svenska", "ISK": "iceland icelandic reykjavik ísland"},
    "crown": {
        "CZK": "czech prague praha česko",
        "SEK": "sweden swedish stockholm",
        "NOK": "norway norwegian oslo",
        "DKK": "denmark danish copenhagen",
    },
    "riyal": {"SAR": "saudi riyadh aramco", "QAR": "qatar qatari doha", "IRR": "iran iranian tehran", "OMR": "oman"},
    "dinar": {
        "RSD": "serbia serbian belgrade srbija",
        "KWD": "kuwait kuwaiti",
        "IQD": "iraq iraqi baghdad",
        "JOD": "jordan jordanian amman",
        "DZD": "algeria algerian algiers algérie",
        "TND": "tunisia tunisian tunis tunisie",
        "BHD": "bahrain",
        "LYD": "libya libyan",
    },
    "shilling": {
        "KES": "kenya kenyan kenyans nairobi",
        "UGX": "uganda ugandan kampala",
        "TZS": "tanzania tanzanian",
        "SOS": "somalia somali",
    },
    "dirham": {"AED": "uae emirates dubai abu emirati", "MAD": "morocco moroccan rabat casablanca maroc"},
    "real": {"BRL": "brazil brazilian brasil"},
    "won": {"KRW": "korea korean seoul", "KPW": "pyongyang"},
    "leu": {"RON": "romania românia romanian", "MDL": "moldova moldovan"},
}
"""For each shared name its currencies, the likeliest first, with the words of a story that speak for each."""

_CUES = {cue for currencies in LOCAL.values() for cues in currencies.values() for cue in cues.split()}


def count_cues(words: Iterable[str]) -> Counter[str]:
    """Give how often each word that speaks for a country stands among `words`, which are lower case."""
    return Counter(word.removesuffix("'s").removesuffix("’s") for word in words if _is_cue(word))


def _is_cue(word: str) -> bool:
    return word.removesuffix("'s").removesuffix("’s") in _CUES


def settle_currency(unit: str, cues: Counter[str]) -> str:
    """Give the ISO 4217 code that `unit` means in a story with `cues`; a unit that is no shared name is given back.

    Ties go to the likelier currency.
    """
    currencies = LOCAL.get(unit)
    if currencies is None:
        return unit
    return max(currencies, key=lambda code: sum(cues[cue] for cue in currencies[code].split()))
