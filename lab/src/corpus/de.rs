//! German pages: words and the furniture of a site, all written for this bench.

use super::Language;

pub(super) const GERMAN: Language = Language {
    name: "german",
    code: "de",
    count: 320,
    spaces: true,
    comma: ", ",
    stops: [". ", ". ", ". ", ". ", "? "],
    quotes: ("„", "“"),
    dash: " – ",
    grammar_words: 60,
    words: "die der und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus \
        er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor \
        zur bis mehr durch man sein wurde sei \
        Jahr Jahre Prozent Stadt Regierung Menschen Zeit Land Polizei Unternehmen Woche Bürgermeister Gemeinde \
        Minister Ministerin Partei Landtag Bundestag Ausschuss Antrag Gesetz Gericht Urteil Richter Anwalt Zeugen \
        Verfahren Ermittlungen Straße Brücke Bahnhof Bahn Züge Strecke Verkehr Autobahn Flughafen Hafen Schiff \
        Schule Schulen Kinder Eltern Lehrer Lehrerin Universität Studierende Forschung Wissenschaft Ärzte \
        Krankenhaus Pflege Patienten Gesundheit Kosten Preise Steuer Steuern Haushalt Schulden Einnahmen Bank \
        Zinsen Wirtschaft Wachstum Handel Industrie Werk Fabrik Arbeiter Gewerkschaft Streik Löhne Gehälter \
        Arbeitsplätze Energie Strom Gas Windkraft Solaranlagen Kohle Klima Wetter Regen Sturm Hitze Hochwasser \
        Feuerwehr Einsatz Rettungskräfte Verletzte Unfall Schaden Feuer Wald Bauern Ernte Weizen Felder Dorf \
        Küste Insel Gebirge Fluss Wasser Grenze Norden Süden Osten Westen Hauptstadt Bezirk Kreis Nachbarn \
        Anwohner Mieter Mieten Wohnungen Wohnungsbau Häuser Garten Park Museum Theater Musik Film Buch Autorin \
        Künstler Ausstellung Konzert Publikum Festspiele Saison Spiel Trainer Spieler Mannschaft Tor Punkte Liga \
        Verein Stadion Fans Sieg Niederlage Finale Rennen Medaille Rekord Technik Daten Netz Bildschirm Geräte \
        Ingenieure Entwicklung Produktion Lieferung Nachfrage Ausfuhr Waren Geschäft Kunden Marke Umsatz Gewinn \
        Verlust Aktien Anleger Vertrag Abkommen Gespräche Gipfel Treffen Botschaft Außenpolitik Verteidigung \
        Soldaten Angriff Krieg Frieden Waffenruhe Flüchtlinge Hilfe Krise Notlage Opfer Festnahme Verdacht \
        Anklage Haft Strafe Behörde Kommission Parlament Abgeordnete Opposition Koalition Präsident Sprecherin \
        Erklärung Rede Brief Bericht Regeln Maßnahmen Reform Programm Vorhaben Vorschlag Rechte Freiheit Protest \
        Kundgebung Kritiker Fachleute Umfrage Zahlen Schätzung Durchschnitt Anteil Anstieg Rückgang \
        groß klein neu alt jung stark schwach hoch niedrig lang kurz gut besser schlecht früh spät wichtig \
        schwierig deutlich möglich öffentlich nationale regionale frühere künftige offen geschlossen kalt warm \
        sagte teilte mit erklärte kündigte an warnte forderte lehnte ab beschloss stimmte zu begann endete \
        erreichte stieg sank wuchs blieb kam ging fuhr stand lag zeigte fand baute reparierte ersetzte bezahlte \
        verlor gewann spielte traf führte besuchte half verbot erlaubte prüfte schrieb veröffentlichte plante \
        können müssen sollen wollen dürfen könnte müsste sollte wollte würde hätte wäre gibt gab macht kommt \
        steht bleibt führt zeigt geht liegt gilt braucht \
        heute gestern morgen bereits wieder schon immer vielleicht dennoch allerdings zudem dabei damit dafür \
        deshalb jedoch inzwischen zuletzt künftig weiterhin besonders etwa rund fast kaum zwischen gegen ohne \
        unter seit während trotz wegen laut neben hinter dieser diese dieses jeder alle viele einige andere \
        weitere zwei drei vier fünf zehn hundert tausend Millionen Milliarden Euro Tag Tage Monat Monate Stunde \
        Stunden Nacht Abend Frühling Sommer Herbst Winter Januar März Geschichte Kultur Sprache Kirche Bildung \
        Medizin Impfung Krankheit Behandlung Klinik Versicherung Rente Beruf Ausbildung Leiter Vorstand Gründer \
        Fahrzeuge Motor Kraftstoff Abgase Abfall Stahl Beton Holz Glas Kaffee Zucker Milch Brot Fleisch Fisch \
        Obst Gemüse Küche Gasthaus Urlaub Strand Gäste Führung Eintrittskarten Bahnsteig Tunnel Kanal Talsperre \
        Leitung Satellit Labor Mond Archiv Bibliothek Zeitung Redaktion Aufnahme Kamera",
    first: "Anna Martin Klara Daniel Ruth Peter Helene Thomas Nadja Oliver Greta Simon Laura Georg Maja Eduard Irene \
        Viktor Paula Jürgen",
    last: "Marwald Kettler Aschdorf Brennecke Tollmann Harwich Lindgruber Feldkamp Selbach Dünnhaupt Kastner \
        Wredefeld Abendroth Dornbusch Ivers Mackert Raabe Pellmann Quint Strotmann",
    places: "Nordheim Ostburg Wechsel Harrenstedt Mühlhafen Steinfeld Eichkamp Rotklippe Niedertal Königsmoor \
        Aschfurt Hellwasser Kaltenhaven Fehnwiek Grauenstein",
    syllables: "bar den mor lin asch furt wiek hal ber lei ran sil ver mond gar dorf pell horst fen kött nord bach \
        tam stein",
    months: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    agencies: "Nordpresse|Küstenbild|Meridian|Unionfoto|Hafenbild",
    top: "Zum Inhalt springen|Menü|Suche|Anmelden|Abo|Mein Konto|Schließen|Newsletter|Wetter|E-Paper|\
        Registrieren|Jetzt abonnieren|Anzeige",
    menu: "Startseite|Nachrichten|Politik|Inland|Ausland|Wirtschaft|Börse|Sport|Fußball|Tennis|Kultur|\
        Bücher|Kino|Musik|Theater|Reise|Essen|Gesundheit|Wissen|Technik|Meinung|Kommentare|Leserbriefe|\
        Leben|Mode|Immobilien|Auto|Bildung|Umwelt|Klima|Regional|Lokales|Europa|Geld|Jobs|Video|\
        Podcasts|Fotos|Spiele|Kreuzworträtsel|Traueranzeigen|Archiv|Termine|Familie|Garten|Panorama|\
        Fernsehen|Magazin|Justiz|Verkehr|Wochenende|Digital|Karriere|Stil",
    share: "Teilen|Facebook|Twitter|WhatsApp|E-Mail|Drucken|Link kopieren|Merken|Artikel teilen|\
        Auf Facebook teilen|Telegram|Per E-Mail senden|Vorlesen",
    cookie_text: "Wir verwenden Cookies, um {site} zu verbessern, die Nutzung unserer Seiten zu messen und Ihnen passende Anzeigen zu zeigen.|\
        Mit einem Klick auf „Alle akzeptieren“ stimmen Sie zu, dass wir und unsere {n} Partner Cookies auf Ihrem Gerät speichern.|\
        Sie können Ihre Einwilligung jederzeit in den Einstellungen widerrufen, mehr dazu in unserer Datenschutzerklärung.|\
        Diese Website verwendet Cookies.",
    cookie_buttons: "Alle akzeptieren|Ablehnen|Einstellungen|Cookie-Einstellungen|Einverstanden|Mehr erfahren",
    ads: "Anzeige|ANZEIGE|Werbung|Anzeige - weiterlesen nach der Werbung",
    newsletter: "Newsletter abonnieren|Die wichtigsten Nachrichten des Tages jeden Morgen in Ihrem Postfach.|\
        Ihre E-Mail-Adresse|Jetzt anmelden|Mit der Anmeldung stimmen Sie den Nutzungsbedingungen zu.",
    related: "Mehr zum Thema|Lesen Sie auch|Meistgelesen|Das könnte Sie auch interessieren|Weitere Artikel|\
        Neueste Nachrichten|Empfohlen",
    inline: "Lesen Sie auch: {headline}|Mehr zum Thema: {headline}|Auch interessant: {headline}",
    comments: "Kommentare|{n} Kommentare|Kommentar schreiben|Antworten|Melden|Weitere Kommentare laden",
    footer: "Über uns|Kontakt|Impressum|Datenschutz|AGB|Nutzungsbedingungen|Mediadaten|Karriere|Hilfe|\
        Barrierefreiheit|RSS|Unsere Apps|Folgen Sie uns|Facebook|Instagram|YouTube|Abo kündigen|\
        Leserservice|Werben|Nach oben|Newsletter",
    copyright: "© {year} {site}. Alle Rechte vorbehalten.|\
        Copyright {year} {site} Verlag GmbH. Alle Rechte vorbehalten.",
    bylines: "Von {name}|{name}|Von {name} und {name}|{name}, {place}|Von {name}, {place}",
    dates: "{day}. {month} {year}|{dd}.{mm}.{year}, {hour}:{minute} Uhr|Stand: {dd}.{mm}.{year}|\
        Veröffentlicht am {day}. {month} {year}|vor {n} Stunden|\
        Aktualisiert: {dd}.{mm}.{year} {hour}:{minute}",
    captions: "{clause} (Foto: {agency})|Foto: {agency}|{clause} Foto: {name}/{agency}|Bild: {agency}",
    furniture: "Lesezeit: {n} Minuten|Artikel anhören|Merken|Schriftgröße|Audio|Bilderstrecke|Exklusiv",
    bios: "{name} berichtet für {site} aus {place} über {section}.|\
        {name} schreibt seit {year} für {site} über {section}.",
    tags: "Themen|Schlagwörter:|Schlagworte|Mehr zu:",
    crumbs: "Startseite > {section} > {section}|Startseite / {section}",
};
