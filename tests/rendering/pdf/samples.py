"""Letters and lists to try the layouts with. All people and numbers are made up."""

from __future__ import annotations

from datetime import UTC, datetime

from formgen.rendering.pdf.checklist import DocumentGroup, DocumentItem, DocumentList
from formgen.rendering.pdf.letter import CodeBlock, Letter, Sender

ISSUED = datetime(2022, 10, 17, 8, 30, tzinfo=UTC)

SENDER = Sender(
    name="Préfecture du Nord, bureau du séjour des citoyens européens",
    address=("12-14 rue Jean-Sans-Peur", "CS 20003", "59039 Lille Cedex"),
    email="sejour-ue@nord.example",
    phone="03 20 30 59 59",
)

CODE = CodeBlock(
    content="https://demarches.example/controle/5901202210170000332?code=7KQM-2XWD-94HF",
    caption="Contrôler ce document",
    alt="Code QR : adresse de la page qui confirme le numéro et la date de cette demande",
)

RECEIPT_TEXT = """
<p>Le 17/10/2022, vous avez déposé une demande de renouvellement de carte de séjour permanent. Elle sera
examinée par la
préfecture compétente pour votre domicile.</p>
<p>Ce document prouve le dépôt de votre demande.</p>
<ul><li>Il ne prouve pas la régularité de votre séjour et n’ouvre aucun droit qui s’y attache.</li>
<li>Il ne permet pas de franchir les frontières de l’espace Schengen.</li></ul>
<p>La suite donnée à votre demande vous sera annoncée par courriel.</p>
<h2>Si vous ne recevez pas de réponse</h2>
<p>Sans réponse au 17/02/2023, quatre mois après le dépôt, votre demande est <strong>refusée</strong>
(article R. 432-1 du
code de l’entrée et du séjour des étrangers et du droit d’asile). Vous avez alors deux mois pour la
contester devant le
préfet, le ministre de l’intérieur ou le tribunal administratif de Lille.</p>
"""


def receipt() -> Letter:
    return Letter(
        language="fr",
        title="Confirmation du dépôt d’une demande de renouvellement",
        sender=SENDER,
        references_title="Références",
        references=(
            ("Numéro d’étranger", "5903006620"),
            ("Numéro de demande", "5901202210170000332"),
            ("Délivré le", "17/10/2022"),
        ),
        identity_title="Identité",
        identity=(
            ("Nom de naissance", "KELLERHALS"),
            ("Nom d’usage", "DUBOIS"),
            ("Prénoms", "Anna Katharina"),
            ("Né(e) le", "14/03/1971"),
            ("À", "BERNE, SUISSE"),
            ("Nationalité", "SUISSE"),
        ),
        address=(
            "Anna Katharina KELLERHALS",
            "Appartement 12, bâtiment C",
            "128 rue des Postes",
            "59000 LILLE",
        ),
        code=CODE,
        body_html=RECEIPT_TEXT,
        page_words="Page {page} sur {pages}",
        running="Demande 5901202210170000332",
        check="Code de contrôle 7KQM-2XWD-94HF, à saisir sur https://demarches.example/controle",
    )


def refusal() -> Letter:
    """Three pages, signed, its body with lists, headings and one word that no line can hold."""
    reasons = "".join(
        f"<h2>{number}. Motif relatif à la pièce n° {number}</h2><p>La pièce que vous avez "
        f"fournie le 04/11/2022 ne permet pas "
        "d’établir que vous résidiez en France pendant la période qu’elle devait couvrir : elle "
        "est établie au nom d’une "
        "autre personne, ne porte pas de date et ne mentionne aucune adresse. Il vous a été "
        "demandé de la remplacer ; le "
        "document reçu en retour est illisible.</p><ul><li>Période concernée : du 01/07/2019 au "
        "31/12/2019.</li><li>Texte "
        "appliqué : articles L. 234-1 et R. 234-1 du code de l’entrée et du séjour des étrangers.</li></ul>"
        for number in range(1, 8)
    )
    return Letter(
        language="fr",
        title="Refus de renouvellement de votre carte de séjour permanent",
        sender=SENDER,
        references=(
            ("Numéro d’étranger", "5903006620"),
            ("Numéro de demande", "5901202210170000332"),
            ("Affaire suivie par", "Camille Lefebvre, adjointe au chef de bureau"),
        ),
        address=(
            "Madame Anna Katharina KELLERHALS",
            "chez Monsieur Jean-Baptiste VANDENBROUCKE",
            "Appartement 12, bâtiment C",
            "Résidence des Quatre-Écluses",
            "128 rue des Postes",
            "59000 LILLE",
        ),
        code=CODE,
        place_and_date="Lille, le 12 janvier 2023",
        body_html="<p>Madame,</p><p>Vous avez demandé le 17/10/2022 le renouvellement de votre "
        "carte. J’ai décidé de refuser "
        f"cette demande pour les motifs qui suivent.</p>{reasons}<h2>Vos recours</h2><p>Vous "
        f"pouvez contester cette décision "
        "dans les deux mois, à l’adresse https://www.telerecours.example/"
        + "recours-contentieux-sans-aucune-espace-" * 4
        + ".</p>",
        signature=("Camille Lefebvre", "Adjointe au chef du bureau du séjour", "Préfecture du Nord"),
        page_words="Page {page} sur {pages}",
        running="Refus de renouvellement – demande 5901202210170000332",
        check=receipt().check,
    )


def long_names() -> Letter:
    """Names of 60 characters, in three scripts, one of them a single word."""
    return Letter(
        language="en",
        title="Confirmation that a request for renewal was filed",
        sender=SENDER,
        references=(("Foreigner number", "5903006620"), ("Request number", "5901202210170000332")),
        identity_title="Identity",
        identity=(
            ("Birth name", "PAPADIAMANTOPOULOU-CHATZIKONSTANTINIDOU-VON-HOHENZOLLERN-SIG"),
            ("The same, as written", "ΠΑΠΑΔΙΑΜΑΝΤΟΠΟΥΛΟΥ-ΧΑΤΖΗΚΩΝΣΤΑΝΤΙΝΙΔΟΥ Αικατερίνη Ευαγγελία"),
            ("Name before 1992", "Александра Константиновна Рождественская-Воскресенская-Левая"),
            ("Without a space", "W" * 60),
            ("First names", "عبد الرحمن محمد (Abd al-Rahman Muhammad)"),
            ("Born on", "14/03/1971"),
        ),
        address=(
            "Aikaterini PAPADIAMANTOPOULOU-CHATZIKONSTANTINIDOU-VON-HOHEN",
            "Appartement 12, bâtiment C",
            "Résidence des Quatre-Écluses et du Port fluvial de Lille-Sud",
            "128 rue des Postes",
            "59000 LILLE",
            "FRANCE",
        ),
        code=CODE,
        body_html="<p>On 17/10/2022 you filed a request.</p><h4>A heading of a deep "
        "level</h4><p>Text under it.</p>",
        page_words="Page {page} of {pages}",
        running="Request 5901202210170000332",
        check="Check code 7KQM-2XWD-94HF",
    )


def arabic() -> Letter:
    return Letter(
        language="ar",
        title="تأكيد إيداع طلب التجديد",
        sender=SENDER,
        references=(("رقم الأجنبي", "5903006620"), ("رقم الطلب", "5901202210170000332")),
        identity_title="الهوية",
        identity=(
            ("اسم الولادة", "KELLERHALS"),
            ("الأسماء", "عبد الرحمن محمد"),
            ("تاريخ الولادة", "14/03/1971"),
        ),
        address=("Abd al-Rahman KELLERHALS", "128 rue des Postes", "59000 LILLE"),
        code=CodeBlock(CODE.content, "التحقق من الوثيقة", "رمز التحقق من الوثيقة"),
        place_and_date="ليل، 17/10/2022",
        body_html="<p>لقد أودعتم بتاريخ 17/10/2022 طلبا لتجديد بطاقة الإقامة الدائمة. ستتم دراسته من "
        "قبل المحافظة المختصة.</p>"
        "<ul><li>هذه الوثيقة تثبت إيداع الطلب.</li><li>ولا تسمح بعبور حدود فضاء شنغن (Schengen).</li></ul>",
        signature=("Camille Lefebvre", "Préfecture du Nord"),
        page_words="صفحة {page} من {pages}",
        running="الطلب 5901202210170000332",
        check="رمز التحقق 7KQM-2XWD-94HF",
    )


def checklist() -> DocumentList:
    age, formats = (
        "Daté de moins de 6 mois.",
        "Formats acceptés : PDF, JPG, PNG, TIFF ou BMP, 10 Mo par fichier.",
    )
    home = "Justificatif de domicile"
    return DocumentList(
        language="fr",
        title="Les documents à préparer",
        service="Renouveler une carte de séjour permanent (UE, EEE, Suisse)",
        intro_html="<p>Rassemblez ces documents avant de commencer : la démarche prend alors une "
        "vingtaine de minutes. "
        f"Une photographie nette prise avec un téléphone suffit. {formats}</p>",
        groups=(
            DocumentGroup(
                "Pièce d’identité",
                (
                    DocumentItem("Carte d’identité en cours de validité"),
                    DocumentItem("Passeport en cours de validité"),
                ),
                rule="L’un de ces documents",
            ),
            DocumentGroup(
                "Carte de séjour", (DocumentItem("Copie de votre carte", "Le recto et le verso."),)
            ),
            DocumentGroup(
                "Photographie",
                (
                    DocumentItem(
                        "Code d’une e-photo",
                        "22 lettres et chiffres, donnés par le photographe ou la cabine.",
                    ),
                    DocumentItem("Photographie d’identité", "Si vous ne pouvez pas obtenir de code."),
                ),
                rule="L’un des deux",
            ),
            DocumentGroup(
                home,
                (
                    DocumentItem("Facture", "Électricité, gaz, eau, internet, téléphone fixe ou mobile."),
                    DocumentItem("Copie du bail"),
                    DocumentItem("Quittance de loyer ou avis de taxe d’habitation"),
                ),
                when="Vous avez votre propre logement",
                rule="L’un de ces documents",
                notes=(age,),
            ),
            DocumentGroup(
                home,
                (
                    DocumentItem("Attestation de l’hôtelier"),
                    DocumentItem("Copie de la facture du dernier mois"),
                ),
                when="Vous vivez à l’hôtel",
                rule="Les deux documents",
                notes=(age,),
            ),
            DocumentGroup(
                home,
                (
                    DocumentItem("Attestation de votre hébergeant", "Datée et signée."),
                    DocumentItem("Copie de sa carte d’identité ou de sa carte de séjour"),
                    DocumentItem(
                        "Justificatif de son domicile",
                        "Si l’adresse de sa pièce d’identité n’est plus la bonne.",
                    ),
                ),
                when="Vous êtes hébergé par un particulier",
                rule="Tous ces documents",
                notes=(age,),
            ),
            DocumentGroup(
                "Présence en France",
                tuple(
                    DocumentItem(f"{half} semestre {year}")
                    for year in range(2021, 2017, -1)
                    for half in ("2e", "1er")
                ),
                text="Une preuve par semestre, par exemple un bulletin de salaire, un avis "
                "d’imposition ou une ordonnance.",
                rule="Au moins un de ces documents ; s’il en manque, la demande est examinée quand même.",
            ),
            DocumentGroup(
                "État civil",
                (DocumentItem("Acte d’état civil ou document qui montre l’erreur"),),
                when="Votre nom ou votre date de naissance est inexact sur votre carte",
                notes=("Un document en langue étrangère doit être traduit par un traducteur agréé.",),
            ),
        ),
        closing_html="<p><strong>Une question ?</strong> Bureau du séjour, 03 20 30 59 59, "
        "sejour-ue@nord.example</p>",
        page_words="Page {page} sur {pages}",
        footer="demarches.example – version 2026.1",
    )
