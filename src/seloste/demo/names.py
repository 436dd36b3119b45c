"""Names that are common, put together by chance. Nobody in particular is meant by any of them."""

from __future__ import annotations

from seloste.kernel.languages import Language

GIVEN: dict[Language, tuple[str, ...]] = {
    "fi": (
        "Aino", "Aleksi", "Anneli", "Antti", "Eero", "Eeva", "Elina", "Emmi", "Hannu", "Heikki",
        "Helmi", "Henna", "Ilkka", "Iida", "Jaana", "Jari", "Jouni", "Juha", "Jyrki", "Kaisa",
        "Kalle", "Katja", "Kerttu", "Lauri", "Leena", "Liisa", "Maija", "Marja", "Matti", "Mikko",
        "Minna", "Niina", "Onni", "Oona", "Päivi", "Pekka", "Petri", "Pirjo", "Raija", "Riikka",
        "Risto", "Sami", "Sanna", "Seppo", "Sirpa", "Tapani", "Tarja", "Teemu", "Tiina", "Timo",
        "Toivo", "Tuija", "Tuula", "Ulla", "Väinö", "Veera", "Veikko", "Ville", "Vilma", "Yrjö",
    ),
    "sv": (
        "Agneta", "Alf", "Anders", "Ann-Charlotte", "Åke", "Åsa", "Barbro", "Benita", "Bo", "Camilla",
        "Carl-Johan", "Christel", "Dan", "Elin", "Erik", "Fredrik", "Göran", "Gunilla", "Håkan",
        "Hedvig", "Ida", "Jan-Erik", "Johanna", "Kaj", "Kerstin", "Lars", "Linnéa", "Magnus", "Malin",
        "Märta", "Nils", "Ola", "Pia", "Ragnar", "Rolf", "Sören", "Stina", "Sven", "Ulrika", "Viveca",
    ),
    "en": (
        "Alice", "Amelia", "Andrew", "Brian", "Catherine", "Daniel", "Eleanor", "Emily", "Fiona",
        "George", "Grace", "Harriet", "Henry", "Imogen", "James", "Joanna", "Kevin", "Laura", "Martin",
        "Naomi", "Oliver", "Patrick", "Rachel", "Simon", "Sophie", "Thomas", "Victoria", "William",
    ),
}  # fmt: skip

FAMILY: dict[Language, tuple[str, ...]] = {
    "fi": (
        "Aalto", "Ahonen", "Anttila", "Eskola", "Hakala", "Halonen", "Harju", "Heikkinen", "Heino",
        "Hiltunen", "Hirvonen", "Hämäläinen", "Jokinen", "Jääskeläinen", "Kallio", "Karjalainen",
        "Kemppainen", "Keränen", "Kinnunen", "Koivisto", "Korhonen", "Koskinen", "Kärkkäinen",
        "Laaksonen", "Lahtinen", "Laine", "Lehtonen", "Leppänen", "Linnala", "Lyytikäinen", "Mattila",
        "Miettinen", "Mustonen", "Mäkelä", "Mäkinen", "Mäntylä", "Nieminen", "Niskanen", "Nurmela",
        "Ojala", "Oksanen", "Pasanen", "Peltonen", "Pitkänen", "Pulkkinen", "Rantanen", "Räsänen",
        "Saarinen", "Salonen", "Savolainen", "Seppälä", "Sillanpää", "Suominen", "Tikkanen",
        "Tuominen", "Turunen", "Virtanen", "Väisänen", "Ylönen", "Yli-Harja",
    ),
    "sv": (
        "Andersson", "Backman", "Berglund", "Björklund", "Blomqvist", "Dahlström", "Ekholm", "Engblom",
        "Eriksson", "Forsström", "Fagerlund", "Granqvist", "Grönroos", "Häggblom", "Hellström",
        "Holmberg", "Isaksson", "Johansson", "Karlsson", "Kronqvist", "Lindfors", "Lindqvist",
        "Lönnqvist", "Mattsson", "Nordlund", "Nyström", "Öhman", "Österlund", "Rosenlund", "Sandström",
        "Sjöblom", "Söderholm", "Strömberg", "Sundqvist", "Wikström", "Åkerblom",
    ),
    "en": (
        "Ashdown", "Barlow", "Carter", "Collins", "Dawson", "Ellison", "Fletcher", "Grantham",
        "Hartley", "Hughes", "Kendall", "Langley", "Marsden", "Norris", "O'Connell", "Parkes",
        "Quigley", "Reeves", "Sheridan", "Thornton", "Underhill", "Vaughan", "Whitmore", "Yardley",
    ),
}  # fmt: skip

COMPANY: dict[Language, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "fi": (
        ("Tuulensuun", "Kuusikallion", "Hiirenkorven", "Pilvilinnan", "Kivikummun", "Sinirannan",
         "Harakkamäen", "Usvalammen", "Käpykankaan", "Revontulen", "Myrskylyhdyn", "Kettukallion",
         "Lumikurjen", "Varisniemen", "Pihlajapirtin", "Mustikkavuoren"),
        ("Leipomo", "Puutyö", "Kirjanpito", "Autohuolto", "Kukkakauppa", "Sähkö", "Hammaslääkärit",
         "Majoitus", "Keramiikka", "Rakennus", "Siivous", "Käännöstoimisto", "Valokuvaamo", "Panimo"),
        ("Oy", "Oy", "Oy", "Ky", "Ay"),
    ),
    "sv": (
        ("Norrskärs", "Vitsippans", "Ekbackens", "Tranholmens", "Stormlyktans", "Måsklippans",
         "Björknäsets", "Silverträskets", "Hagtornets", "Kråkviks"),
        ("Bageri", "Snickeri", "Bokföring", "Båtvarv", "Blomsterhandel", "Elservice", "Gästhem",
         "Trädgård", "Fotostudio", "Konsult"),
        ("Ab", "Ab", "Kb"),
    ),
    "en": (
        ("Northern Lantern", "Grey Heron", "Bramblewood", "Copper Kettle", "Quiet Harbour",
         "Winterberry", "Tall Pines", "Seventh Ferry"),
        ("Translations", "Design", "Consulting", "Software", "Studios", "Coffee", "Travel"),
        ("Oy", "Oy", "Ltd"),
    ),
}  # fmt: skip
"""First parts, trades and company forms; no such company is known to us."""

ASSOCIATION: dict[Language, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "fi": (
        ("Hiirenkorven", "Tuulensuun", "Usvalammen", "Kivikummun", "Kettukallion", "Varisniemen"),
        ("kyläyhdistys ry", "hiihtoseura ry", "mieskuoro ry", "koiraharrastajat ry", "martat ry",
         "kotiseutuyhdistys ry", "melojat ry", "näytelmäkerho ry"),
    ),
    "sv": (
        ("Norrskärs", "Ekbackens", "Tranholmens", "Kråkviks"),
        ("byaförening rf", "hembygdsförening rf", "sångkör rf", "seglare rf", "teaterförening rf"),
    ),
    "en": (
        ("Grey Heron", "Quiet Harbour", "Seventh Ferry"),
        ("Chess Club ry", "Parents' Association ry", "Book Circle ry"),
    ),
}  # fmt: skip

ROLES: dict[Language, tuple[str, ...]] = {
    "fi": ("toimitusjohtaja", "talouspäällikkö", "it-vastaava", "sihteeri", "puheenjohtaja"),
    "sv": ("verkställande direktör", "ekonomichef", "it-ansvarig", "sekreterare", "ordförande"),
    "en": ("managing director", "office manager", "head of IT", "secretary", "chair"),
}
