//! English pages: words and the furniture of a site, all written for this bench.

use super::Language;

pub(super) const ENGLISH: Language = Language {
    name: "english",
    code: "en",
    count: 700,
    spaces: true,
    comma: ", ",
    stops: [". ", ". ", ". ", ". ", "? "],
    quotes: ("“", "”"),
    dash: " – ",
    grammar_words: 60,
    words: "the of to and a in is that for on with as was by it at from be this are he said have which not but \
        has they an will were their its one had or would more been about who after also when all there can other \
        new two over than into some last we out up could year so people first years \
        government city time state week company country public report police minister work world officials \
        president party day national home local million since against three during council leader plan group \
        before because children school between market health many most under another law court market money \
        service water team percent members campaign region vote election support told while still according \
        decision early months families office road power building river bridge station hospital workers union \
        industry price prices energy growth trade budget tax cost costs bank rate rates spending debt income \
        economy economic experts research study university students teachers doctors patients care science \
        scientists climate weather storm rain heat fire flood land farmers food harvest wheat forest coast sea \
        island mountain village town capital border north south east west northern southern district county \
        community neighbours residents owners drivers passengers train trains bus airport flight airline ship \
        harbour port traffic street streets houses housing rent tenants landlord apartment park garden museum \
        theatre music film book author artist gallery festival audience concert season match coach player \
        players goal points league club stadium fans victory defeat final title race track medal record \
        technology software data network phone screen device engineers factory plant production supply demand \
        export import goods shop shops customers brand product sales profit loss shares investors fund deal \
        contract agreement treaty talks summit meeting embassy ambassador foreign defence army soldiers troops \
        attack conflict peace ceasefire refugees aid crisis emergency rescue victims injured death killed \
        arrested suspect charge trial judge jury lawyer prison sentence appeal evidence witness investigation \
        inspector agency commission committee parliament senate lawmakers opposition coalition mayor governor \
        deputy secretary chairman spokesman spokeswoman statement speech interview letter document rules \
        measures reform policy programme project proposal bill amendment rights freedom protest strike march \
        crowd supporters critics analysts poll survey figures estimate average share rise fall increase drop \
        higher lower large small major minor long short strong weak good better best bad worse late recent \
        former current future possible likely certain clear difficult important serious special free full \
        open closed empty quiet heavy light dark bright old young red green blue white black warm cold \
        announced expected warned agreed rejected approved opened closed began ended reached passed signed \
        promised offered asked called added explained confirmed denied claimed argued showed found built \
        repaired replaced moved returned arrived left stayed waited watched heard spoke wrote published \
        planned delayed cancelled started stopped continued remained became grew declined improved failed \
        helped forced allowed banned ordered paid earned spent saved lost won beat played scored led joined \
        visited travelled crossed carried delivered collected measured tested treated recovered survived \
        through without within across along around behind despite including toward until where why how what \
        only even much several few every each both same such own next later again already nearly almost soon \
        often never always perhaps however meanwhile instead together abroad overnight morning evening \
        afternoon night month decade century hour minutes winter spring summer autumn january march june \
        history culture language tradition religion church mosque temple education science medicine vaccine \
        virus disease treatment surgery clinic nurse ambulance insurance pension wage wages salary job jobs \
        unemployment training skills career manager executive director founder partner rival competitor \
        solar wind coal gas oil nuclear electricity grid battery vehicle vehicles cars engine fuel emissions \
        pollution waste recycling plastic steel concrete timber stone glass cotton coffee tea sugar milk \
        bread meat fish fruit vegetables kitchen restaurant chef recipe dinner table holiday beach hotel \
        tourists guide ticket queue platform tunnel canal dam reservoir pipeline satellite rocket laboratory \
        telescope planet moon signal sensor archive library newspaper editor reporter photograph camera",
    first: "Anna Martin Clare Daniel Ruth Peter Helen Thomas Nadia Oliver Grace Simon Laura George Maya Edward \
        Irene Victor Paula Adrian Louise Walter Esther Hugo",
    last: "Marlowe Keating Ashdown Brennick Tolland Harwick Penrose Lindqvist Okoro Farrow Selby Dunmore Castell \
        Wrenfield Abbot Thornley Ivers Mackey Rawson Pellham Quint Stroud Varley Whitcombe",
    places: "Northam Eastbury Wexley Harrowgate Millport Stanfield Oakhampton Redcliff Lowdale Kingsmere Ashford \
        Brightwater Coldharbour Fenwick Greystone",
    syllables: "bar den mor lin ash ford wick hal ton ber ley ran sil ver mont gar dor pel hurst ven cott nor \
        brook tam",
    months: "January February March April May June July August September October November December",
    agencies: "Northern Press|Coastal Wire|Meridian News|Unity Pictures|Harbour Photo",
    top: "Skip to content|Skip to main content|Menu|Search|Log in|Sign in|Subscribe|My account|\
        Toggle navigation|Close|Newsletters|Weather|Today's paper|Watch live|Register|\
        Subscribe for {n} a month|Advertisement",
    menu: "Home|News|World|Politics|Business|Economy|Sport|Football|Tennis|Cricket|Rugby|Culture|Books|\
        Film|Music|Theatre|Travel|Food|Health|Science|Technology|Opinion|Editorials|Letters|Columnists|\
        Lifestyle|Fashion|Property|Motoring|Education|Environment|Climate|Local news|Europe|Africa|Asia|\
        Middle East|Americas|Australia|Markets|Money|Your money|Jobs|Cars|Video|Podcasts|Photos|Games|\
        Crossword|Puzzles|Obituaries|Archive|Events|Family|Gardening|Royals|TV & Radio|Celebrity|\
        Fact check|Long reads|Investigations|Elections|Courts|Crime|Transport|Housing|Weekend|Magazine",
    share: "Share|Facebook|Twitter|WhatsApp|Email|Print|Copy link|LinkedIn|Telegram|Reddit|\
        Share on Facebook|Share on X|Share this article|Save|Bookmark|Pinterest|Tweet|Link copied|\
        Follow us on Google News|Share via email",
    cookie_text: "We use cookies to improve your experience on {site}, to measure how our pages are read and to show you advertisements that fit.|\
        By clicking “Accept all” you agree that we and our {n} partners store cookies on your device.|\
        You can change your choice at any time in our cookie settings, or read more in our privacy policy.|\
        This website uses cookies.|\
        Some of our partners process your data on the basis of legitimate interest.",
    cookie_buttons: "Accept all|Reject all|Manage settings|Cookie settings|I agree|Save choices|Learn more",
    ads: "Advertisement|ADVERTISEMENT|Advertisement - scroll to continue|Story continues below|Sponsored|\
        Ad",
    newsletter: "Sign up for our newsletter|Get the day's main stories in your inbox every morning.|\
        Enter your email address|Subscribe to our daily newsletter|\
        By signing up you agree to our terms of use and privacy policy.|Sign up|\
        Please enable JavaScript to see this form.",
    related: "Related articles|Read also|More from {section}|Most read|You may also like|Latest news|\
        Recommended|Trending now|In other news",
    inline: "Read more: {headline}|READ ALSO: {headline}|Also read: {headline}|More on this story: {headline}",
    comments: "Comments|{n} comments|Leave a comment|Log in to comment|Reply|Report|Load more comments|\
        Newest first",
    footer: "About us|Contact us|Contact|Privacy policy|Cookie policy|Terms of use|Terms and conditions|\
        Advertise with us|Careers|Sitemap|Help|FAQ|Accessibility|Corrections|Editorial standards|\
        Complaints|RSS|Our apps|Download our app|Follow us|Facebook|Instagram|YouTube|X|Subscriptions|\
        Gift subscriptions|Newsletters|Media kit|Syndication|Back to top",
    copyright: "© {year} {site}. All rights reserved.|\
        Copyright {year} {site} Media Group Ltd. All rights reserved.|\
        {site} is not responsible for the content of external sites.",
    bylines: "By {name}|{name}|By {name} and {name}|{name}, {place} correspondent|By {name} in {place}",
    dates: "{day} {month} {year}|{month} {day}, {year}|Published {day} {month} {year}, {hour}:{minute}|\
        Last updated: {month} {day}, {year} at {hour}:{minute}|{n} hours ago|\
        {year}-{mm}-{dd} {hour}:{minute}",
    captions: "{clause} ({agency})|Photo: {agency}|{clause} Photo: {name}/{agency}|Image: {agency}",
    furniture: "{n} min read|Listen to this article|Read later|Font size|A+|A-|Listen|Audio|Print this page|\
        Exclusive|Gallery|Live",
    bios: "{name} reports on {section} for {site} from {place}.|\
        {name} joined {site} in {year} and writes about {section}.",
    tags: "Tags:|Topics|Tags|More on:",
    crumbs: "Home > {section} > {section}|Home / {section}|Home » {section} » {place}",
};
