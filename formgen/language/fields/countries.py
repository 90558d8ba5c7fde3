"""Countries: ISO 3166-1, alpha-3 to alpha-2. Their names come from CLDR, in the reader's language."""

from __future__ import annotations

from typing import Final

from formgen.language.constructs import Invalid, Place, Reader, Shape, Single
from formgen.language.readers import list_of, scalar_text
from formgen.language.source import Node

_PAIRS: Final = """
    ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ
    BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB
    BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM
    CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER
    ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN
    GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU
    IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG
    KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO
    MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR
    MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR
    NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA
    REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM
    SRBRS SSDSS STPST SURSR SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK
    TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC
    VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW
"""

ALPHA2: Final = {pair[:3]: pair[3:] for pair in _PAIRS.split()}
"""alpha-3 -> alpha-2 of every country and territory with a code of its own ("FRA" -> "FR")."""

ALPHA3: Final = {short: long for long, short in ALPHA2.items()}
HINT: Final = "Countries are written with three capital letters (ISO 3166-1), such as `FRA`."


def country_hint(written: str) -> str:
    """How to mend a code that is not a country's."""
    meant = ALPHA3.get(written.upper()) or (written.upper() if written.upper() in ALPHA2 else None)
    return f"Write `{meant}`." if meant else HINT


class _Country:
    expects = "a country"
    shape: Shape = Single("a country", "word", words=tuple(sorted(ALPHA2)))

    def read(self, node: Node, place: Place) -> str | Invalid:
        code = scalar_text(node, place, self.expects, HINT)
        if isinstance(code, Invalid) or code in ALPHA2:
            return code
        return place.report("S015", node, f"`{code}` is not the code of a country.", country_hint(code))


def countries() -> Reader[tuple[str, ...]]:
    """Countries by their codes, or a single one."""
    return list_of(_Country(), one_allowed=True)
