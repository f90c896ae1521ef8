//! An invented article in each of some languages, to stand around the cases.

/// Every language that has an article.
pub(super) const LANGUAGES: &[&str] = &[
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr", "ru", "uk", "el", "ar", "fa", "ur", "he",
    "hi", "ja", "zh", "ko", "id",
];

/// The article's headline.
pub(super) fn headline(lang: &str) -> &'static str {
    parts(lang).0
}

/// A few paragraphs with blank lines between them.
pub(super) fn article(lang: &str) -> &'static str {
    parts(lang).1
}

fn parts(lang: &str) -> (&'static str, &'static str) {
    match lang {
        "en" => (
            "Harbour town of Skelmar opens its new lifeboat station",
            "The harbour town of Skelmar opened a new lifeboat station on Saturday, eleven years after the old one was lost in a storm. Several hundred people watched as the first boat slid down the ramp. A brass band played until the rain came.

The station was paid for by the county and by a collection that began in a bakery. Its doors are wide enough for two boats, and a workshop lies behind them. \"We can be on the water in six minutes,\" said coxswain Hedda Marl.

Not all of the money has been found yet. The crew still needs a tractor, and the road to the ramp floods every spring. The council has promised to look at both before the winter.",
        ),
        "de" => (
            "Bergdorf Altenrieth bekommt seine Dorfschule zurück",
            "Im Bergdorf Altenrieth wird nach neun Jahren wieder unterrichtet. Am Montag kamen dreizehn Kinder in das frisch gestrichene Schulhaus am Mühlbach, das zuletzt als Lager gedient hatte. Die Lehrerin begrüßte jedes mit einem Apfel.

Die Gemeinde hatte lange um die Schule gekämpft, weil der Bus ins Tal im Winter oft ausfiel. Eltern und Handwerker renovierten die Räume an den Wochenenden. Das Land bezahlt die Stelle der Lehrerin vorerst für vier Jahre.

Ob es danach weitergeht, ist offen. Der Bürgermeister rechnet damit, dass mehrere junge Familien ins Dorf ziehen. Bis dahin müsse man eben zusammenhalten, sagte er.",
        ),
        "fr" => (
            "À Vauclaron, la vieille horloge sonne de nouveau",
            "L'horloge de la halle de Vauclaron a de nouveau sonné midi dimanche, après vingt-deux ans de silence. Une foule de voisins s'était rassemblée sur la place malgré le vent. Les enfants comptaient les coups à voix haute.

Le mécanisme a été réparé par un horloger à la retraite, qui a travaillé deux hivers dans son garage. La commune n'a payé que les pièces, soit un peu moins de neuf mille francs. Il a refusé toute récompense, sinon un repas.

Reste à décider si l'horloge sonnera aussi la nuit. Plusieurs habitants de la place souhaitent dormir en paix, d'autres tiennent à la tradition. Le conseil en parlera au mois de mai.",
        ),
        "es" => (
            "El pueblo de Valdeluz recupera su molino de agua",
            "El molino de agua de Valdeluz volvió a moler trigo el sábado, después de cuarenta años parado. Decenas de vecinos se acercaron al río para ver girar la rueda de madera. Los más viejos reconocieron enseguida el ruido.

La restauración la hizo un grupo de carpinteros jubilados con planos que encontraron en la parroquia. El ayuntamiento aportó la madera y pagó el seguro de los voluntarios. Las piedras son las mismas de siempre.

La harina se venderá los domingos en la plaza. Con lo que se gane se arreglará el camino, que se llena de barro cada otoño. El alcalde espera que lleguen también visitantes de la ciudad.",
        ),
        "it" => (
            "A Montescuro riapre il cinema chiuso da vent'anni",
            "Il cinema di Montescuro ha riaperto venerdì sera, vent'anni dopo l'ultima proiezione. I centoventi posti erano tutti occupati e molti hanno guardato il film in piedi. In cabina c'era di nuovo il vecchio proiezionista.

I lavori sono stati pagati da una cooperativa di cittadini, che ha raccolto il denaro vendendo torte e biglietti della lotteria. Il comune ha concesso i locali senza affitto per dieci anni. Le poltrone vengono da un teatro di provincia.

Per ora si proietta soltanto nei fine settimana. Se il pubblico continuerà a venire, in autunno si aggiungerà il mercoledì. Il primo film per bambini è previsto a Natale.",
        ),
        "pt" => (
            "Aldeia de Pedralva volta a ter barco para a outra margem",
            "A aldeia de Pedralva voltou a ter um barco para a outra margem do rio, sete anos depois do fim do serviço. A primeira viagem fez-se na segunda-feira ao amanhecer, com nove passageiros e duas bicicletas. Ninguém pagou bilhete.

O barco foi construído por um estaleiro da região e leva até vinte pessoas. A câmara vai pagar o combustível, e os horários foram combinados com as escolas. Antes era preciso dar uma volta de quarenta quilómetros.

Falta ainda arranjar o cais do lado norte. As obras devem começar depois das cheias, diz o presidente da junta. Até lá os passageiros saltam para a areia.",
        ),
        "nl" => (
            "Oosterwold krijgt na zestien jaar weer een eigen bakker",
            "In Oosterwold is zaterdag na zestien jaar weer een bakkerij geopend. Voor de deur stond al voor zonsopgang een rij tot aan de kerk. Om tien uur was alles uitverkocht.

De zaak wordt gerund door twee zussen die het vak van hun grootvader leerden. Zij bakken in de oude oven, die jarenlang achter een muur verborgen zat. De gemeente hielp met een kleine lening.

Of het dorp groot genoeg is voor een bakker, moet blijken. De zussen leveren daarom ook aan twee scholen en een camping. In de winter willen zij cursussen geven.",
        ),
        "pl" => (
            "W Zarzeczu po latach znów działa wiejska biblioteka",
            "W Zarzeczu po dwunastu latach przerwy znów działa biblioteka. W sobotę przed drzwiami starej mleczarni ustawiła się kolejka, a pierwsze książki wypożyczyli uczniowie. Każdy dostał zakładkę z drewna.

Regały zbudował miejscowy stolarz, a książki przynieśli mieszkańcy kilku okolicznych wsi. Gmina opłaca ogrzewanie i pół etatu bibliotekarki. Resztę pracy wykonują wolontariusze.

Nie wiadomo jeszcze, co stanie się zimą. Dach mleczarni przecieka, a na remont brakuje pieniędzy. Wójt zapowiedział, że złoży wniosek o dotację.",
        ),
        "sv" => (
            "Skärgårdsön Torsviken får tillbaka sin handelsbod",
            "Ön Torsviken har fått tillbaka sin handelsbod efter femton år. I lördags öppnade dörrarna i det gamla båthuset, och hyllorna var tomma redan före lunch. Några gäster kom roende från grannön.

Boden drivs av ett kooperativ med drygt sextio medlemmar. Varorna kommer med postbåten två gånger i veckan, och mjölken från en gård på ön. Kommunen har lovat att betala för en kyldisk.

Svårast blir vintern, då färjan ofta ställs in. Kooperativet vill därför bygga ett förråd i berget. Beslutet väntas till hösten.",
        ),
        "tr" => (
            "Karadere köyünün eski değirmeni yeniden dönmeye başladı",
            "Karadere köyündeki eski su değirmeni, otuz yıl aradan sonra pazar günü yeniden dönmeye başladı. Köylüler sabahın erken saatlerinde dere kenarında toplandı. İlk un herkese küçük torbalarla dağıtıldı.

Değirmeni köyün emekli marangozu iki yılda onardı. Taşların bir bölümü komşu ilçeden getirildi, çarkın kerestesini ise orman müdürlüğü verdi. Masrafların kalanını köy derneği karşıladı.

Değirmen şimdilik yalnızca hafta sonları çalışacak. Muhtar, yol onarılırsa ziyaretçi sayısının artacağını düşünüyor. Köyün gençleri de değirmenin yanında bir kahve açmak istiyor.",
        ),
        "ru" => (
            "В посёлке Заречный снова открылась старая пристань",
            "В посёлке Заречный в субботу снова открылась пристань, закрытая восемнадцать лет назад. Первый теплоход встречали с гармонью и пирогами, а детей бесплатно катали до соседней деревни. Народу собралось больше трёхсот человек.

Настил и перила сделали местные плотники. Деньги на доски собирали всем посёлком, ещё часть дал район. Старый причал разобрали, потому что сваи сгнили.

Пока теплоход будет ходить дважды в неделю. Глава посёлка говорит, что расписание зависит от уровня воды. Осенью жители обсудят, нужен ли на пристани буфет.",
        ),
        "uk" => (
            "У селі Верболози знову запрацювала стара кузня",
            "У селі Верболози після двадцяти років перерви знову запрацювала кузня. У неділю біля неї зібралося пів села, а першу підкову викував онук колишнього коваля. Її повісили над дверима школи.

Міхи та ковадло знайшли на горищі сільської ради. Дах полагодили за гроші, які громада зібрала на ярмарку. Вугілля привозять із сусіднього району.

Тепер у кузні навчатимуть підлітків. Заняття відбуватимуться двічі на тиждень, і записалося вже одинадцятеро дітей. Голова громади обіцяє купити їм фартухи.",
        ),
        "el" => (
            "Το χωριό Πλατανόβρυση απέκτησε ξανά το σχολείο του",
            "Το σχολείο στην Πλατανόβρυση άνοιξε ξανά τη Δευτέρα, ύστερα από δεκατέσσερα χρόνια. Δέκα παιδιά πέρασαν την πόρτα, ενώ οι παππούδες τους χειροκροτούσαν στην αυλή. Το κουδούνι το χτύπησε ο παλιός δάσκαλος.

Το κτίριο επισκευάστηκε από τους ίδιους τους κατοίκους. Ο δήμος έδωσε τα υλικά και ένας σύλλογος αποδήμων πλήρωσε τη θέρμανση. Τα θρανία ήρθαν από μια γειτονική πόλη.

Το δύσκολο είναι ο χειμώνας, λέει η δασκάλα. Ο δρόμος κλείνει συχνά από το χιόνι. Γι' αυτό θα μένει στο χωριό όλη τη χρονιά.",
        ),
        "ar" => (
            "قرية عين الصفصاف تعيد فتح مدرستها بعد خمسة عشر عاماً",
            "أعادت قرية عين الصفصاف يوم الأحد فتح مدرستها الصغيرة بعد خمسة عشر عاماً من الإغلاق. ووقف الأهالي في الساحة يصفقون للأطفال وهم يدخلون الصفوف. ووزعت المعلمة على كل تلميذ كتاباً وقلماً.

وقام سكان القرية بترميم المبنى بأنفسهم خلال عطلات نهاية الأسبوع. ودفعت البلدية ثمن الأبواب والنوافذ، وتبرع أحد المغتربين بالمقاعد. وكان التلاميذ يقطعون سبعة كيلومترات كل يوم.

ولا يزال سقف القاعة الكبيرة بحاجة إلى إصلاح. وقال رئيس البلدية إن العمل سيبدأ بعد موسم الأمطار. وأضاف أن معلماً ثانياً سيصل في الربيع.",
        ),
        "fa" => (
            "آسیاب آبی روستای چنارستان دوباره به راه افتاد",
            "آسیاب آبی روستای چنارستان روز جمعه پس از بیست و پنج سال دوباره به راه افتاد. ده‌ها نفر از اهالی کنار رودخانه جمع شدند تا چرخیدن سنگ را ببینند. نخستین آرد میان همه تقسیم شد.

بازسازی آسیاب را نجار بازنشسته روستا با کمک دو شاگردش انجام داد. دهیاری چوب و آهن را خرید و بقیه هزینه را مردم دادند. سنگ‌ها همان سنگ‌های قدیمی است.

آسیاب فعلاً فقط آخر هفته‌ها کار می‌کند. اهالی امیدوارند راه خاکی روستا پیش از زمستان تعمیر شود. شورا قول داده است که موضوع را پیگیری کند.",
        ),
        "ur" => (
            "نور آباد گاؤں کا پرانا کتب خانہ پھر کھل گیا",
            "نور آباد گاؤں کا پرانا کتب خانہ بارہ سال بعد اتوار کے روز دوبارہ کھل گیا۔ صبح سویرے ہی بچوں کی قطار دروازے تک پہنچ گئی تھی۔ سب سے پہلے کہانیوں کی کتابیں ختم ہوئیں۔

الماریاں گاؤں کے بڑھئی نے بنائیں اور کتابیں لوگوں نے اپنے گھروں سے دیں۔ ضلعی دفتر نے بجلی کا خرچ اٹھانے کا وعدہ کیا ہے۔ باقی کام رضاکار کریں گے۔

چھت ابھی تک ٹپکتی ہے اور مرمت کے لیے رقم کم ہے۔ کمیٹی کے صدر نے کہا کہ برسات سے پہلے کام مکمل کر لیا جائے گا۔ اگلے مہینے ایک میلہ بھی لگے گا۔",
        ),
        "he" => (
            "ביישוב גבעת האלה נפתחה מחדש הספרייה הישנה",
            "הספרייה הישנה ביישוב גבעת האלה נפתחה מחדש ביום ראשון, אחרי שלוש עשרה שנים. עשרות ילדים המתינו בתור עוד לפני שהדלת נפתחה. הספר הראשון הושאל לנכדתו של הספרן הוותיק.

את המדפים בנה נגר מקומי, ואת הספרים הביאו התושבים מבתיהם. המועצה שילמה על החלונות ועל התאורה. כל השאר נעשה בידי מתנדבים.

הגג עדיין דולף, ואין די כסף לתיקון. ראש המועצה הבטיח לטפל בכך לפני החורף. עד אז יעמדו דליים בין המדפים.",
        ),
        "hi" => (
            "सोनपुरा गाँव का पुराना पुस्तकालय फिर खुला",
            "सोनपुरा गाँव का पुराना पुस्तकालय चौदह साल बाद रविवार को फिर खुल गया। सुबह से ही बच्चों की कतार दरवाज़े तक लग गई थी। सबसे पहले कहानियों की किताबें ली गईं।

अलमारियाँ गाँव के बढ़ई ने बनाईं और किताबें लोगों ने अपने घरों से दीं। पंचायत ने बिजली का खर्च उठाने का वादा किया है। बाकी काम स्वयंसेवक करेंगे।

छत से अब भी पानी टपकता है और मरम्मत के लिए पैसे कम हैं। सरपंच ने कहा कि बरसात से पहले काम पूरा हो जाएगा। अगले महीने यहाँ एक मेला भी लगेगा।",
        ),
        "ja" => (
            "杉ノ原村の小さな映画館、十七年ぶりに再開",
            "杉ノ原村の小さな映画館が土曜日、十七年ぶりに再開した。七十席はすべて埋まり、立って見る人もいた。映写室には、当時の映写技師が戻ってきた。

改修の費用は、村の人たちが菓子や野菜を売って集めた。いすは隣町の劇場から譲り受けたもので、一脚ずつ布を張り替えたという。村は建物を十年間、無料で貸す。

上映は当分のあいだ週末だけになる。客が増えれば、秋から水曜日にも開く予定だ。代表の男性は「雪の夜にこそ来てほしい」と話した。",
        ),
        "zh" => (
            "青石沟村的老渡口时隔十九年重新开渡",
            "青石沟村的老渡口星期六重新开渡，距离上一次停航已经过去十九年。三百多名村民一早来到河边，第一班船上坐满了孩子。船夫是当年老船工的孙子。

新船由镇上的木匠打造，一次可以坐二十人。村里出木料，县里承担了码头的修缮费用。以前去对岸的学校要绕四十公里山路。

目前渡船每天来回六趟，涨水时停开。村主任说，北岸的台阶还需要加固。工程计划在秋收以后动工。",
        ),
        "ko" => (
            "솔바위 마을의 오래된 극장, 십육 년 만에 다시 문 열어",
            "솔바위 마을의 오래된 극장이 토요일 십육 년 만에 다시 문을 열었다. 여든 석이 모두 찼고 서서 보는 사람도 많았다. 영사실에는 예전의 기사가 돌아왔다.

수리비는 주민들이 떡과 채소를 팔아 모았다. 의자는 이웃 도시의 공연장에서 얻어 와 하나씩 천을 갈았다. 군에서는 건물을 십 년 동안 무료로 빌려주기로 했다.

당분간 상영은 주말에만 한다. 관객이 늘면 가을부터 수요일에도 문을 열 계획이다. 대표는 눈 오는 밤에 꼭 와 달라고 말했다.",
        ),
        "id" => (
            "Desa Sumberwangi kembali memiliki perahu penyeberangan",
            "Desa Sumberwangi kembali memiliki perahu penyeberangan setelah terputus selama sebelas tahun. Perjalanan pertama dilakukan pada hari Sabtu pagi dengan dua puluh penumpang dan tiga sepeda. Anak-anak bersorak dari tepi sungai.

Perahu itu dibuat oleh tukang kayu setempat dengan bantuan para pemuda. Kabupaten membayar mesinnya, sedangkan bahan bakar ditanggung bersama. Dahulu warga harus memutar sejauh empat puluh kilometer.

Dermaga di sisi utara masih harus diperbaiki. Kepala desa mengatakan pekerjaan akan dimulai setelah musim hujan. Sampai saat itu para penumpang turun langsung ke pasir.",
        ),
        other => panic!("no article in {other}"),
    }
}
