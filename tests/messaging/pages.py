"""Three invented conference pages as browsers save them: what guests read of the event, and all around it."""

TABLE_OF_FEES = (
    "<table><tr><th>Ticket</th><th>Until 31 January</th><th>Later</th></tr>"
    "<tr><td>Full conference</td><td>€490</td><td>€640</td></tr><tr><td>Student</td><td>€120</td><td>€160</td></tr></table>"
)

# With the elements meant for it: <main>, <nav>, <footer>; the date stands in the header's hero.
ENGLISH = f"""<!DOCTYPE html>
<html lang="en" class="js cookie-pending"><head><meta charset="utf-8">
<title>Nordic Service Design Days 2031 – Turku</title>
<meta name="description" content="Two days on services people love.">
<style>.hero{{background:url(file:///C:/Users/me/hero.jpg)}}</style>
<script>window.dataLayer=[];function gtag(){{dataLayer.push(arguments)}}</script>
<script type="application/ld+json">
{{"@context":"https://schema.org","@graph":[
 {{"@type":"WebSite","@id":"https://nsdd.example/#site","name":"NSDD"}},
 {{"@type":"Place","@id":"#hall","name":"Logomo","address":{{"@type":"PostalAddress","streetAddress":"Köydenpunojankatu 14",
   "postalCode":"20100","addressLocality":"Turku","addressCountry":"FI"}}}},
 {{"@type":["BusinessEvent"],"name":"Nordic Service Design Days 2031","startDate":"2031-03-18T07:00:00Z",
  "endDate":"2031-03-19T16:00:00+02:00","doorTime":"08:15","location":{{"@id":"#hall"}},
  "eventAttendanceMode":"https://schema.org/MixedEventAttendanceMode",
  "organizer":{{"@type":"Organization","name":"Palvelumuotoilu ry"}},
  "offers":[{{"@type":"Offer","name":"Full conference","price":"490","priceCurrency":"EUR"}},
            {{"@type":"Offer","name":"Student","price":120,"priceCurrency":"EUR"}}],
  "subEvent":[{{"@type":"Event","name":"Keynote: Queues without waiting","startDate":"2031-03-18T09:30:00+02:00"}}]}}
]}}</script></head>
<body class="home cookie-banner-open">
<div id="CybotCookiebotDialog" role="dialog"><h2>This website uses cookies</h2><p>We use cookies to personalise content and ads,
to provide social media features and to analyse our traffic. Marketing cookies expire after 365 days.</p>
<button>Allow all</button><button>Deny</button></div>
<a class="skip-link" href="#main">Skip to content</a>
<header class="site-header"><a href="/" class="logo">NSDD</a>
 <nav aria-label="Main"><ul><li><a href="/programme">Programme</a></li><li><a href="/speakers">Speakers</a></li>
 <li><a href="/blog">Blog</a></li><li><a href="/login">Log in</a></li></ul></nav>
 <div class="hero"><h1>Nordic Service Design Days</h1><p>18–19 March 2031</p><p>Logomo, Turku, Finland</p>
 <p>Where hospitality meets craft</p><a class="btn" href="/tickets">Get your ticket</a></div></header>
<main id="main">
 <section><h2>Two unhurried days</h2><p>A warm welcome waits at the door: coffee is poured before you have hung up your coat,
 and nobody queues for longer than three minutes.</p></section>
 <section class="programme"><h2>Programme</h2><table><caption>Wednesday</caption>
 <tr><th>Time</th><th>What</th><th>Where</th></tr>
 <tr><td>08:15</td><td>Doors and coffee</td><td>Foyer</td></tr>
 <tr><td>09:00</td><td>Opening</td><td>Theatre</td></tr>
 <tr><td>09:30</td><td><a href="/talks/1">Keynote: Queues without waiting</a></td><td>Theatre</td></tr>
 <tr><td>19:00</td><td>Dinner, four courses</td><td>Messeniuksen sali</td></tr></table></section>
 <section class="social-programme"><h2>Social programme</h2><ul><li>Archipelago cruise</li><li>Smoke sauna</li></ul></section>
 <section class="menu"><h2>On the table</h2><ul><li>Rye and roe</li><li>Arctic char</li></ul></section>
 <section><h2>Fees</h2>{TABLE_OF_FEES}<p>Prices include VAT 25.5 %.</p></section>
 <section><h2>Venue</h2><p>Logomo<br>Köydenpunojankatu 14<br>20100 Turku</p>
 <iframe src="https://maps.example/"></iframe></section>
 <section class="faq"><h2>Questions</h2><h3><button aria-expanded="false">Is there parking?</button></h3>
 <div hidden>400 places, the first two hours free.</div></section>
 <aside class="related-events"><h2>Related events</h2><ul><li><a href="/2030">Nordic Service Design Days 2030, 12 March 2030</a></li>
 <li><a href="/ux">UX Camp Oulu</a></li></ul></aside>
</main>
<div class="newsletter-signup"><h3>Stay in the loop</h3><p>Get our monthly letter with the best articles on design.</p>
<form><input name="email"><select><option>Finland</option><option>Sweden</option></select><button>Sign me up</button></form></div>
<footer><p>© 2031 Palvelumuotoilu ry</p><ul><li><a href="/privacy">Privacy policy</a></li>
<li><a href="/terms">Terms and conditions</a></li></ul></footer>
<script src="./saved_files/app.js"></script></body></html>"""

# Made with a page builder: nothing but <div>, the names say nothing, data as microdata.
FINNISH = """<!DOCTYPE html>
<html lang="fi"><head><meta charset="utf-8"><title>Tapahtumatuottajien päivä 2031</title></head><body>
<div class="et_pb_row et_pb_row_0"><div class="c1"><a href="/">Tuottajat</a></div>
<div class="c1"><a href="/ohjelma">Ohjelma</a></div><div class="c1"><a href="/puhujat">Puhujat</a></div>
<div class="c1"><a href="/liput">Liput</a></div><div class="c1"><a href="/yhteys">Ota yhteyttä</a></div></div>
<div class="et_pb_section" itemscope itemtype="https://schema.org/Event">
<div class="et_pb_text"><h1 itemprop="name">Tapahtumatuottajien päivä</h1></div>
<div class="et_pb_text"><time itemprop="startDate" datetime="2031-11-14T09:00">14.11.2031 klo 9.00</time>–
<time itemprop="endDate" datetime="2031-11-14T17:00">17.00</time></div>
<div class="et_pb_text" itemprop="location" itemscope itemtype="https://schema.org/Place"><span itemprop="name">Kattilahalli</span>,
<span itemprop="address" itemscope itemtype="https://schema.org/PostalAddress"><span itemprop="streetAddress">Sörnäistenkatu 2</span>,
<span itemprop="addressLocality">Helsinki</span></span></div>
<div class="et_pb_text"><a href="/ilmo">Ilmoittaudu mukaan</a></div></div>
<div class="et_pb_row"><div class="et_pb_text">Lämmin päivä ammattilaisille. Takit otetaan vastaan ovella eikä kukaan jonota kahvia viittä
minuuttia kauempaa, ja salissa puhutaan suoraan.</div></div>
<div class="et_pb_row"><div class="et_pb_text"><h2>Ohjelma</h2></div>
<div class="r"><div class="a">8.30</div><div class="b">Ovet ja aamiainen</div></div>
<div class="r"><div class="a">9.00</div><div class="b">Avaus</div></div>
<div class="r"><div class="a">9.15</div><div class="b"><a href="/p/1">Lavalta lattialle</a></div></div>
<div class="r"><div class="a">16.00</div><div class="b">Kuplivaa ja juttelua</div></div></div>
<div class="et_pb_row"><div class="et_pb_text"><h2>Puhujat</h2></div><div class="p"><a href="/a">Aino Laine</a></div>
<div class="p"><a href="/b">Onni Mäki</a></div></div>
<div class="et_pb_row"><div class="et_pb_text"><h2>Hinnat</h2></div><div class="h">Jäsen</div><div class="h">180 €</div>
<div class="h">Muut</div><div class="h">260 €</div><div class="et_pb_text">Hintaan lisätään alv. Peruutus on maksuton 31.10.2031 asti.</div></div>
<div class="et_pb_row"><div class="f">© Tuottajat ry</div><div class="f"><a href="/tietosuoja">Tietosuojaseloste</a></div>
<div class="f"><a href="https://social.example/">Seuraa meitä</a></div></div>
<div class="zz12">Käytämme evästeitä, jotta sivusto toimisi paremmin. Voit hyväksyä kaikki evästeet tai vain välttämättömät.</div>
</body></html>"""

# A landing page of short sections around one <article>, with a box of key facts beside it.
SWEDISH = """<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8"><title>Höstmötet 2031 | Föreningen</title></head><body>
<div class="topbar"><ul class="main-menu"><li><a href="/">Hem</a></li><li><a href="/om">Om oss</a></li><li><a href="/blimedlem">Bli medlem</a></li></ul></div>
<div class="breadcrumbs">Hem / Evenemang / Höstmötet</div>
<article class="event"><h1>Höstmötet</h1><p class="lead">En kväll i lägereldens sken.</p>
<aside class="facts"><dl><dt>När</dt><dd>Torsdag 6 november, kl. 18–22</dd><dt>Var</dt><dd>Villa Elfvik, Esbo</dd>
<dt>Klädsel</dt><dd>Varmt och bekvämt</dd></dl></aside>
<h2>Ta med</h2><ul><li>Ficklampa</li><li>Ylletröja</li></ul>
<h2>På bordet</h2><p>Ärtsoppa. Pannkaka. Glögg.</p>
<h2>Pris</h2><p>Medlemmar: 0 kr</p><p>Gäster: 150 kr</p>
<h2>Anmälan</h2><p>Senast 30 oktober. Ingen avgift om du blir sjuk.</p>
<footer><p>Välkommen, Maja och styrelsen</p></footer></article>
<div class="block"><h3>Läs också</h3><ul><li><a href="/var">Vårmötet i bilder</a></li><li><a href="/ny">Ny styrelse vald</a></li></ul></div>
<div id="footer"><p>Föreningen rf · Integritetspolicy</p></div>
<div class="cc-window cookie-consent"><span>Vi använder kakor för att ge dig en bättre upplevelse.</span><a>Godkänn</a></div>
</body></html>"""
