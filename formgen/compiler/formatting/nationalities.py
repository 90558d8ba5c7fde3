"""Nationalities as adjectives, which CLDR does not have: as they agree with "nationalité" and "nationality".

France, the states of the European Union, the European Economic Area and Switzerland first, then
those most met in requests. A country that is not here is shown by its name.
"""

from __future__ import annotations

from typing import Final

_TABLE: Final = """
FRA | française | French
AUT | autrichienne | Austrian
BEL | belge | Belgian
BGR | bulgare | Bulgarian
CHE | suisse | Swiss
CYP | chypriote | Cypriot
CZE | tchèque | Czech
DEU | allemande | German
DNK | danoise | Danish
ESP | espagnole | Spanish
EST | estonienne | Estonian
FIN | finlandaise | Finnish
GRC | grecque | Greek
HRV | croate | Croatian
HUN | hongroise | Hungarian
IRL | irlandaise | Irish
ISL | islandaise | Icelandic
ITA | italienne | Italian
LIE | liechtensteinoise | Liechtenstein
LTU | lituanienne | Lithuanian
LUX | luxembourgeoise | Luxembourgish
LVA | lettone | Latvian
MLT | maltaise | Maltese
NLD | néerlandaise | Dutch
NOR | norvégienne | Norwegian
POL | polonaise | Polish
PRT | portugaise | Portuguese
ROU | roumaine | Romanian
SVK | slovaque | Slovak
SVN | slovène | Slovenian
SWE | suédoise | Swedish
AFG | afghane | Afghan
ALB | albanaise | Albanian
DZA | algérienne | Algerian
AND | andorrane | Andorran
AGO | angolaise | Angolan
ARG | argentine | Argentine
ARM | arménienne | Armenian
AUS | australienne | Australian
AZE | azerbaïdjanaise | Azerbaijani
BGD | bangladaise | Bangladeshi
BLR | bélarussienne | Belarusian
BEN | béninoise | Beninese
BOL | bolivienne | Bolivian
BIH | bosnienne | Bosnian
BRA | brésilienne | Brazilian
BFA | burkinabè | Burkinabe
BDI | burundaise | Burundian
KHM | cambodgienne | Cambodian
CMR | camerounaise | Cameroonian
CAN | canadienne | Canadian
CPV | cap-verdienne | Cape Verdean
CAF | centrafricaine | Central African
TCD | tchadienne | Chadian
CHL | chilienne | Chilean
CHN | chinoise | Chinese
COL | colombienne | Colombian
COM | comorienne | Comorian
COG | congolaise | Congolese
COD | congolaise (RDC) | Congolese (DRC)
CRI | costaricaine | Costa Rican
CIV | ivoirienne | Ivorian
CUB | cubaine | Cuban
DJI | djiboutienne | Djiboutian
DOM | dominicaine | Dominican
ECU | équatorienne | Ecuadorian
EGY | égyptienne | Egyptian
ERI | érythréenne | Eritrean
ETH | éthiopienne | Ethiopian
GAB | gabonaise | Gabonese
GMB | gambienne | Gambian
GEO | géorgienne | Georgian
GHA | ghanéenne | Ghanaian
GBR | britannique | British
GIN | guinéenne | Guinean
GNB | bissaoguinéenne | Guinea-Bissauan
HTI | haïtienne | Haitian
HND | hondurienne | Honduran
IND | indienne | Indian
IDN | indonésienne | Indonesian
IRN | iranienne | Iranian
IRQ | irakienne | Iraqi
ISR | israélienne | Israeli
JPN | japonaise | Japanese
JOR | jordanienne | Jordanian
KAZ | kazakhe | Kazakh
KEN | kényane | Kenyan
XKX | kosovare | Kosovar
KWT | koweïtienne | Kuwaiti
KGZ | kirghize | Kyrgyz
LAO | laotienne | Lao
LBN | libanaise | Lebanese
LBY | libyenne | Libyan
MDG | malgache | Malagasy
MYS | malaisienne | Malaysian
MLI | malienne | Malian
MRT | mauritanienne | Mauritanian
MUS | mauricienne | Mauritian
MEX | mexicaine | Mexican
MDA | moldave | Moldovan
MCO | monégasque | Monégasque
MNG | mongole | Mongolian
MNE | monténégrine | Montenegrin
MAR | marocaine | Moroccan
MOZ | mozambicaine | Mozambican
MKD | macédonienne | Macedonian
MMR | birmane | Burmese
NPL | népalaise | Nepali
NZL | néo-zélandaise | New Zealand
NER | nigérienne | Nigerien
NGA | nigériane | Nigerian
PAK | pakistanaise | Pakistani
PSE | palestinienne | Palestinian
PER | péruvienne | Peruvian
PHL | philippine | Filipino
PRK | nord-coréenne | North Korean
KOR | sud-coréenne | South Korean
RUS | russe | Russian
RWA | rwandaise | Rwandan
SMR | saint-marinaise | San Marinese
SAU | saoudienne | Saudi
SEN | sénégalaise | Senegalese
SRB | serbe | Serbian
SLE | sierra-léonaise | Sierra Leonean
SGP | singapourienne | Singaporean
SOM | somalienne | Somali
ZAF | sud-africaine | South African
LKA | srilankaise | Sri Lankan
SDN | soudanaise | Sudanese
SUR | surinamaise | Surinamese
SYR | syrienne | Syrian
TJK | tadjike | Tajik
TZA | tanzanienne | Tanzanian
THA | thaïlandaise | Thai
TGO | togolaise | Togolese
TUN | tunisienne | Tunisian
TUR | turque | Turkish
TKM | turkmène | Turkmen
UGA | ougandaise | Ugandan
UKR | ukrainienne | Ukrainian
USA | américaine | American
UZB | ouzbèke | Uzbek
VEN | vénézuélienne | Venezuelan
VNM | vietnamienne | Vietnamese
YEM | yéménite | Yemeni
ZMB | zambienne | Zambian
ZWE | zimbabwéenne | Zimbabwean
"""

_ROWS: Final = [tuple(part.strip() for part in line.split("|")) for line in _TABLE.strip().splitlines()]

FRENCH: Final[dict[str, str]] = {code: french for code, french, _ in _ROWS}
ENGLISH: Final[dict[str, str]] = {code: english for code, _, english in _ROWS}
