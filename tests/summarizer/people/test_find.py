import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.model import Article
from summarizer.people.find import find_people
from summarizer.text.sentences import article_sentences
from tests.summarizer.people.reading import Story, article_of, own_stories, people_of, roles_in
from tests.timing import at_most

ROLES_IN_ENGLISH = [
    ("Ada Lind was not only the head of security at Wick Foods, but its owner.", "Ada Lind",
     "head of security at Wick Foods"),
    ('"It is so," said Ada Lind of Wick College, one of the authors of it.', "Ada Lind", "one of the authors"),
    ("Ada Lind of Osk, lead author of the study, wept.", "Ada Lind", "lead author of the study"),
    ("Ada Lind, one of the four founders, left.", "Ada Lind", "one of the four founders"),
    ("She fell ill while she treated Liberian national Ada Lind there.", "Ada Lind", "Liberian national"),
    ("It came from Ada Lind with the Committee for Accuracy in River Reporting (CARR).", "Ada Lind",
     "Committee for Accuracy in River Reporting"),
    ("State Senate President Pro Tempore Ada Lind wept.", "Ada Lind", "State Senate President Pro Tempore"),
    ("Ada Lind leads her Norland rivals in Osk.", "Ada Lind", ""),
    ("Ada Lind leads the Norland Board in Osk.", "Ada Lind", "leads the Norland Board in Osk"),
    ("Ada Lind is also a musician.", "Ada Lind", "musician"),
    ("Ada Lind is not the mayor of Osk.", "Ada Lind", ""),
    ("Ada Lind became one of Norland's most powerful industrialists.", "Ada Lind",
     "one of Norland's most powerful industrialists"),
    ("Ada Lind is one of 20 members.", "Ada Lind", ""),
    ("It was sold to Ada Lind, the country's richest man.", "Ada Lind", "country's richest man"),
    ("It was sold to Ada Lind, the most feared woman in Osk.", "Ada Lind", "most feared woman"),
    ("It was sold to Ada Lind, the old man of Osk.", "Ada Lind", ""),
    ("The showrunner and writer on The Dunes is Ada Lind, who lives here.", "Ada Lind",
     "showrunner and writer on The Dunes"),
    ("Osk's mayor is Ada Lind.", "Ada Lind", "Osk's mayor"),
    ("The mayor is Ada Lind's friend.", "Ada Lind", ""),
    ("The only player to score was Ada Lind.", "Ada Lind", ""),
    ("That one player was Ada Lind.", "Ada Lind", ""),
    ("The trouble for the coach is Ada Lind.", "Ada Lind", ""),
    ("The one whom the coach fears is Ada Lind.", "Ada Lind", ""),
    ("If (coach) Ada Lind stays, we win.", "Ada Lind", "coach"),
    ("If (late) Ada Lind stays, we win.", "Ada Lind", ""),
    ("They have replaced Ada Lind as chief executive of Dune Auto.", "Ada Lind", "chief executive of Dune Auto"),
    ("Ada Lind has replaced Omar as chief executive of Dune Auto.", "Ada Lind", "chief executive of Dune Auto"),
    ("Ada Lind was named chief executive of Dune Auto.", "Ada Lind", "chief executive of Dune Auto"),
    ("Ada Lind was promoted to head of sales.", "Ada Lind", "head of sales"),
    ("Ada Lind was named best director.", "Ada Lind", ""),
    ("Ada Lind was named player of the year.", "Ada Lind", ""),
    ("Ada Lind was named in a report by the mayor.", "Ada Lind", ""),
    ("Ada Lind stepped down as chairman of Dune Auto in May.", "Ada Lind", "chairman of Dune Auto"),
    ("Ada Lind served as mayor of Osk for ten years.", "Ada Lind", "mayor of Osk"),
    ("Ada Lind worked hard as the mayor watched.", "Ada Lind", ""),
    ("They saw Ada Lind as the mayor of Osk.", "Ada Lind", ""),
    ("Ada Lind was mayor of Osk at the time.", "Ada Lind", "mayor of Osk"),
    ("Irish republican Ada Lind was elected.", "Ada Lind", "Irish republican"),
    ("The Catholic Archbishop of Osk, the Most Reverend Ada Lind, told the paper so.", "Ada Lind",
     "Catholic Archbishop of Osk"),
    ("It opens with musical guest Ada Lind.", "Ada Lind", "musical guest"),
    ("Sale wing Ada Lind scored.", "Ada Lind", "Sale wing"),
    ("It is late, Ada Lind, from Goldman Sachs, told the paper.", "Ada Lind", "Goldman Sachs"),
    ("It is late, Ada Lind, from Upper Osk, told the paper.", "Ada Lind", ""),
    ("Ada Lind from the Gendarmerie in Osk told them so.", "Ada Lind", "Gendarmerie"),
    ("They barred Ada Lind from the Gendarmerie in Osk.", "Ada Lind", ""),
    ("Ada Lind spoke first. She is a lecturer at the Dune Museum.", "Ada Lind", "lecturer at the Dune Museum"),
    ("Ada Lind spoke first. She was the first woman and player to say so.", "Ada Lind", ""),
    ("Ada Lind was told by her brother. The 23-year-old goalscorer won.", "Ada Lind", "23-year-old goalscorer"),
    ("Ada Lind spoke first. It was hot. She is a lecturer.", "Ada Lind", ""),
    ('Ada Lind said: "I like her. She is a lecturer."', "Ada Lind", ""),
    ("Ada Lind told it while she was director of the Harbour Office.", "Ada Lind", "director of the Harbour Office"),
    ("Defiant Ada Lind says no.", "Ada Lind", ""),
    ("Ada Lind will serve as showrunner.", "Ada Lind", "showrunner"),
    ("Ada Lind, who was also Wick Foods's president, left.", "Ada Lind", "Wick Foods's president"),
    ("Ada Lind, born October 21, 1986, was an accomplished boxer.", "Ada Lind", "accomplished boxer"),
    ("Ada Lind was the first player to join.", "Ada Lind", ""),
    ("Ada Lind, who co-manages the Dune Rovers, left.", "Ada Lind", "co-manages the Dune Rovers"),
    ("So it was, said Ada Lind - a key ally of the mayor.", "Ada Lind", "key ally of the mayor"),
    ("Ada Lind insists she never thought of quitting as national coach.", "Ada Lind", "national coach"),
    ("Ada Lind never thought of quitting while the coach stays.", "Ada Lind", ""),
    ("Ada Lind spoke. The top seed and defending champion overcame her friend.", "Ada Lind",
     "top seed and defending champion"),
    ("Ada Lind spoke. The Norland governor, amid charges, also left.", "Ada Lind", "Norland governor"),
    ("Castle spokesman Milo Brandt said so.", "Milo Brandt", "Castle spokesman"),
    ("President Ines Caldera resigned.", "Ines Caldera", "President"),
    ("Former deputy prime minister Ines Caldera resigned.", "Ines Caldera", "Former deputy prime minister"),
    ("Norland's foreign minister Ines Caldera resigned.", "Ines Caldera", "Norland's foreign minister"),
    ("It fell, chairman, CEO and president Craig Mendel said.", "Craig Mendel", "chairman, CEO and president"),
    ("The head of the agency, Anna Wirth, declined.", "Anna Wirth", "head of the agency"),
    ("National Office of Rivers chief Ada Lind left.", "Ada Lind", "National Office of Rivers chief"),
    ("Ada Lind, chairman and CEO of Lind Foods, said so.", "Ada Lind", "chairman and CEO of Lind Foods"),
    ("Ada Lind, 52, an economist at Wexford Bank, said so.", "Ada Lind", "economist at Wexford Bank"),
    ("Ada Lind (52), a hydrologist, said so.", "Ada Lind", "hydrologist"),
    ("Ada Lind is the director of the Dune Museum.", "Ada Lind", "director of the Dune Museum"),
    ("Ada Lind, who is the mayor of Osk, said so.", "Ada Lind", "mayor of Osk"),
    ("Ada Lind, who heads the River Board, said so.", "Ada Lind", "heads the River Board"),
    ("The agency, headed by Ada Lind since 2008, said so.", "Ada Lind", "agency headed since 2008"),
    ("The Harbour Office (HO) is old. It was led by Ada Lind since 2008.", "Ada Lind",
     "Harbour Office (HO) led since 2008"),
    ("It was said by geologist Ada Lind of Tovik University.", "Ada Lind", "geologist of Tovik University"),
    ("So it was, said Ada Lind, a geographer at the Dune Museum.", "Ada Lind", "geographer at the Dune Museum"),
    ("So it was, said Ada Lind of the trade body Aggregates Europe.", "Ada Lind", "trade body Aggregates Europe"),
    ("So it was, said the UN's Ada Lind.", "Ada Lind", "UN"),
    ("The rest is missing, district collector Ada Lind said.", "Ada Lind", "district collector"),
    ("So it was, said Ada Lind of the Royal College of Emergency Medicine.", "Ada Lind",
     "Royal College of Emergency Medicine"),
    ("The family's attorney, Ada Lind, said so.", "Ada Lind", "family's attorney"),
    ("The ferry's owner, Ada Lind, was held.", "Ada Lind", "ferry's owner"),
    ("It starts soon, said Kessel's planning director, Ada Lind.", "Ada Lind", "Kessel's planning director"),
    ("So it was, said her editor of 35 years, Ada Lind.", "Ada Lind", "editor of 35 years"),
    ("Analysts at Morrow Stein, led by Ada Lind, kept it.", "Ada Lind", "Analysts at Morrow Stein led"),
    ("The report by Ada Lind of the Harbour Office was late.", "Ada Lind", "Harbour Office"),
    ("It is the day of President Ada Lind now.", "Ada Lind", "President"),
    ("The Inauguration of President Ada Lind was late.", "Ada Lind", "President"),
    ("The famous author Professor Ada Lind said so.", "Ada Lind", "famous author"),
    ("To cut it, actress and U.N. envoy Ada Lind spoke.", "Ada Lind", "actress and U.N. envoy"),
    ("Yesterday's winner, Ada Lind, spoke.", "Ada Lind", "winner"),
    ("Gen. Ada Lind said so.", "Ada Lind", "Gen."),
    ("Swede Ada Lind won.", "Ada Lind", "Swede"),
    ("Unseeded Ada Lind, a tennis player, won.", "Ada Lind", "tennis player"),
    ("Texas Ada Lind, 30, won.", "Ada Lind", ""),
    ("The House & Garden editor Ada Lind spoke.", "Ada Lind", "House & Garden editor"),
    ("Ada Lind is here, a director or not.", "Ada Lind", ""),
    ("Ada Lind heads off.", "Ada Lind", ""),
    ("Ada Lind of the Harbour left.", "Ada Lind", ""),
    ("By Ada Lind, 40.", "Ada Lind", ""),
    ("Ada Lind, president, chairman and owner of the Lind Bank, spoke.", "Ada Lind",
     "president, chairman and owner of the Lind Bank"),
    ("They were led by Ada Lind.", "Ada Lind", ""),
    ("The electoral commission, headed by Ada Lind, left.", "Ada Lind", "electoral commission headed"),
    ("What would a school run by Ada Lind look like?", "Ada Lind", ""),
    ("Ada Lind, a painter working in oil, spoke.", "Ada Lind", "painter"),
    ("His sister, Ada Lind, was fined.", "Ada Lind", "His sister"),
    ("Their spokeswoman, Ada Lind, was fined.", "Ada Lind", "spokeswoman"),
    ("The talks ended and her deputy Ada Lind left.", "Ada Lind", "deputy"),
    ("So it was, said Ada Lind, a retired welder who led the work.", "Ada Lind", "retired welder"),
    ("So it was, said Ada Lind, a keen kiteboarder who led the work.", "Ada Lind", "keen kiteboarder"),
    ("So it was, said Ada Lind, a keen kiteboarder.", "Ada Lind", ""),
    ("Ada Lind, who leads the fire service, said so.", "Ada Lind", "leads the fire service"),
    ("Ada Lind, who led the trial for 12 years, said so.", "Ada Lind", "led the trial"),
    ("Ada Lind, who led by two points, said so.", "Ada Lind", ""),
    ("Ada Lind, who led", "Ada Lind", ""),
    ("Ada Lind, a", "Ada Lind", ""),
    ("Lind's lawyer Omar Sabry called it absurd.", "Omar Sabry", "Lind's lawyer"),
    ("Chief schools inspector, Professor Ada Lind, said so.", "Ada Lind", "Chief schools inspector"),
    ("They quoted prosecutor Omar Sabry as saying so.", "Omar Sabry", "prosecutor"),
    ("It follows police sergeant Omar Sabry everywhere.", "Omar Sabry", "police sergeant"),
    ("A 19-year-old student Omar Sabry won.", "Omar Sabry", "student"),
    ("Canadian-born economist Omar Sabry won.", "Omar Sabry", "Canadian-born economist"),
    ("Omar Sabry, an expert in soils at the Office for Land at the University of Wick who left, said so.",
     "Omar Sabry", "expert in soils at the Office for Land"),
    ("Omar Sabry, an expert in the chemistry of old clay soils and of the rain in the northern hills, left.",
     "Omar Sabry", "expert in the chemistry of old clay soils and of the rain"),
    ("Former European 200m champion Ada Lind won.", "Ada Lind", "Former European 200m champion"),
    ("The world number one Ada Lind won.", "Ada Lind", "world number one"),
    ("Police Chief Ada Lind resigned.", "Ada Lind", "Police Chief"),
    ("He met board member and Norland MP Ada Lind.", "Ada Lind", "board member and Norland MP"),
    ("He met Norland work and pensions spokesman Ada Lind.", "Ada Lind", "Norland work and pensions spokesman"),
    ("Norland's federal commerce Minister Ada Lind said.", "Ada Lind", "Norland's federal commerce Minister"),
    ("The NM2's coordinator Ada Lind said so.", "Ada Lind", "NM2's coordinator"),
    ("He suffered a blow to the head, Mayor Ada Lind said.", "Ada Lind", "Mayor"),
    ("She loved her father, former President Ada Lind.", "Ada Lind", "her father, former President"),
    ("Ada Lind, manager at Snow Foods believes the price is right.", "Ada Lind", "manager at Snow Foods"),
    ("So it is, said Ada Lind, a security and defense analyst.", "Ada Lind", "security and defense analyst"),
    ("Ada Lind, a board member chosen randomly, ruled.", "Ada Lind", "board member chosen randomly"),
    ("Ada Lind -- Norland's most famous satirist -- left.", "Ada Lind", "Norland's most famous satirist"),
    ("Ada Lind is technology correspondent for The Dune.", "Ada Lind", "technology correspondent for The Dune"),
    ("Ada Lind is director material.", "Ada Lind", ""),
    ("Director of Public Works, Ada Lind QC, said so.", "Ada Lind", "Director of Public Works"),
    ("It struck a toddler named Ada Lind.", "Ada Lind", "toddler"),
    ("The president named Ada Lind.", "Ada Lind", ""),
    ("Ada Lind, from the Federation of Small Shops, said so.", "Ada Lind", "Federation of Small Shops"),
    ("But Ada Lind, for the Liberals, attacked it.", "Ada Lind", "Liberals"),
    ("Ada Lind, from Iowa, attacked it.", "Ada Lind", ""),
    ("It will not change, said Ada Lind at Hypobank.", "Ada Lind", "Hypobank"),
    ("So it was, said Ada Lind of OSK.", "Ada Lind", "OSK"),
    ("So it is, said Ada Lind of Dune & Poor's in Osk.", "Ada Lind", "Dune & Poor's"),
    ("Britain's Ada Lind won.", "Ada Lind", "Britain"),
    ("Wexford's Ada Lind won.", "Ada Lind", "Wexford"),
    ("Sunday's Ada Lind won.", "Ada Lind", ""),
    ("It hurts, said Ada Lind, her aunt.", "Ada Lind", "her aunt"),
    ("Her husband, the painter Omar Sabry, left.", "Omar Sabry", "painter"),
    ("So it is, says Professor Ada Lind, of the Huadong Institute.", "Ada Lind", "Professor of the Huadong Institute"),
    ("World Anti-Doping Agency (WADA) chief Ada Lind said so.", "Ada Lind", "World Anti-Doping Agency (WADA) chief"),
    ("Former referees' chief Ada Lind said so.", "Ada Lind", "Former referees' chief"),
    ("The editor in chief of the Dune, Ada Lind, said so.", "Ada Lind", "editor in chief of the Dune"),
    ("Norland NAACP chapter President Ada Lind said so.", "Ada Lind", "Norland NAACP chapter President"),
    ("I urge President Ada Lind to stay.", "Ada Lind", "President"),
    ("The Union ambassador to the WTO, Ada Lind, left.", "Ada Lind", "Union ambassador to the WTO"),
    ("London (CNN)Best-selling author Ada Lind left.", "Ada Lind", "Best-selling author"),
    ("He saw one of his rookie shift officers, Ada Lind, there.", "Ada Lind", "one of his rookie shift officers"),
    ("The Ph.D. candidate Ada Lind left.", "Ada Lind", "Ph.D. candidate"),
    ("They eye captain Ada Lind.", "Ada Lind", "captain"),
    ("Ada Lind, alongside BB King, sang.", "Ada Lind", ""),
    ("Cabinet-maker Ada Lind left.", "Ada Lind", "Cabinet-maker"),
    ("Ada Lind, now effectively Omar's deputy, won.", "Ada Lind", "Omar's deputy"),
    ("The boy is Ada Lind, his former headmaster told us.", "Ada Lind", ""),
    ("Ada Lind, the leader of the Dune Union said so.", "Ada Lind", "leader of the Dune Union"),
    ("A writer for The Christian Post, Ada Lind, said so.", "Ada Lind", "writer for The Christian Post"),
    ("They shot Ada Lind, an unarmed American teen.", "Ada Lind", "unarmed American teen"),
    ("They hold Ada Lind, a British-Iranian woman jailed today.", "Ada Lind", "British-Iranian woman"),
    ("They hold Ada Lind, a woman jailed today.", "Ada Lind", ""),
    ("It was Ohio Gov. Ada Lind.", "Ada Lind", "Ohio Gov."),
    ("Fellow hairdresser Ada Lind said so.", "Ada Lind", "hairdresser"),
    ("Ada Lind, executive partner of Snow Foods said so.", "Ada Lind", "executive partner of Snow Foods"),
    ("She accused Ada Lind, her boss at a pub, of it.", "Ada Lind", "her boss at a pub"),
    ("He accused one of its leaders, Ada Lind said.", "Ada Lind", ""),
    ("They met Ada Lind, one of the company's directors, today.", "Ada Lind", "one of the company's directors"),
    ("The head of the Dune Brothers' school, Ada Lind, said so.", "Ada Lind", "head of the Dune Brothers' school"),
    ("So it is, Ada Lind, an OSK spokesperson said.", "Ada Lind", "OSK spokesperson"),
    ("Styled by Ada Lind, the actor wore red.", "Ada Lind", ""),
    ("World No. 1 Ada Lind won.", "Ada Lind", "World No. 1"),
    ("Ada Lind (Dune Rovers) won.", "Ada Lind", "Dune Rovers"),
    ("Striker Ada Lind (Dune Rovers) won.", "Ada Lind", "Striker"),
    ("Ada Lind (R-Dune) won.", "Ada Lind", ""),
    ("Baker Ada Lind, a former shoemaker, won.", "Ada Lind", "Baker"),
    ("So it is, according to Said Lind, his father.", "Said Lind", "his father"),
    ("So it is, said Ada Lind, of the Center for Rights and Social Care.", "Ada Lind",
     "Center for Rights and Social Care"),
    ("Norland First Lady Ada Lind left.", "Ada Lind", "Norland First Lady"),
    ("They wrote to friends of Ada Lind, a Norland official told reporters in May.", "Ada Lind", ""),
    ("They spoke to Ada Lind, a Norland economist, who told reporters so.", "Ada Lind", "Norland economist"),
    ("It ended when critics suspect Ada Lind left.", "Ada Lind", ""),
    ("They upset world number seven Ada Lind.", "Ada Lind", "world number seven"),
    ("The Norland journalist and fierce Castle critic Ada Lind left.", "Ada Lind",
     "Norland journalist and fierce Castle critic"),
    ("The slain opposition figure Ada Lind was buried.", "Ada Lind", "slain opposition figure"),
    ("They killed prominent al Qadar spy Ada Lind.", "Ada Lind", "prominent al Qadar spy"),
    ("Ada Lind is one of the favourites to win.", "Ada Lind", ""),
    ("Ada Lind was best actress in Osk.", "Ada Lind", ""),
    ("His broadside came as ex-Foreign Secretary Ada Lind left.", "Ada Lind", "ex-Foreign Secretary"),
    ("They removed long-serving leader Ada Lind.", "Ada Lind", "long-serving leader"),
    ("So it is, said the show's star, Ada Lind.", "Ada Lind", "show's star"),
    ("Styled by Ada Lind – the ever-stylish star hit the red carpet in Osk.", "Ada Lind", ""),
    ("Ada Lind, a driver hit by a tram, left.", "Ada Lind", "driver"),
    ("Ada Lind of Upper Osk Pharmacy said so.", "Ada Lind", "Upper Osk Pharmacy"),
    ("Osk's 17 year old driver Ada Lind won.", "Ada Lind", "Osk's 17 year old driver"),
    ("A 17 year old driver Ada Lind won.", "Ada Lind", "driver"),
    ("So it is, says Red Dune's No.1 driver Ada Lind.", "Ada Lind", "Red Dune's No.1 driver"),
    ("He hit the player's former hitting partner Ada Lind.", "Ada Lind", "player's former hitting partner"),
    ('It was told to "Dune Show" correspondent Ada Lind.', "Ada Lind", '"Dune Show" correspondent'),
    ('"It is late." Correspondent Ada Lind left.', "Ada Lind", "Correspondent"),
    ('They call it "a late hour" captain Ada Lind.', "Ada Lind", "captain"),
    ("Ada Lind will be his first guest.", "Ada Lind", "first guest"),
    ("Ada Lind has been the mayor since May.", "Ada Lind", "mayor"),
    ("It was Ada Lind, a Norland television personality.", "Ada Lind", "Norland television personality"),
    ("So it is, said Ada Lind, editor of dunes.com in Osk.", "Ada Lind", "editor of dunes.com in Osk"),
    ('"So it is," said Ada Lind, the editor."Why?"', "Ada Lind", "editor"),
    ("Ada Lind, head of marketing for Wick Foods, left.", "Ada Lind", "head of marketing for Wick Foods"),
    ("So it is, said Ada Lind, Osk's director for European publishing.", "Ada Lind",
     "Osk's director for European publishing"),
    ("Ada Lind, a painter loving it, left.", "Ada Lind", "painter"),
    ("The coach may nudge penalty hero Ada Lind.", "Ada Lind", "penalty hero"),
    ("They will push world champion Ada Lind.", "Ada Lind", "world champion"),
    ("They love Osk's fellow tennis star Ada Lind.", "Ada Lind", "tennis star"),
    ("It was Ada Lind, crowned best actor for her role.", "Ada Lind", ""),
    ("So it is, said Ada Lind, who leads a tenants' union.", "Ada Lind", "leads a tenants' union"),
    ("He lost one of the young stars, 15-year-old Ada Lind, there.", "Ada Lind", "one of the young stars"),
    ("They met her son, 15-year-old Omar Lind, there.", "Omar Lind", "her son"),
    ("They met some of the young stars, Ada Lind, there.", "Ada Lind", ""),
    ("It won prizes for stars Ada Lind in May.", "Ada Lind", "stars"),
    ("Ada Lind, who is Osk Union chairman, left.", "Ada Lind", "Osk Union chairman"),
    ("They recall former Norland Under-21 captain Ada Lind.", "Ada Lind", "former Norland Under-21 captain"),
    ("She will partner Ada Lind in May.", "Ada Lind", ""),
    ("They did not ask President Ada Lind.", "Ada Lind", "President"),
    ("Corkman Ada Lind won.", "Ada Lind", "Corkman"),
    ("Ada Lind [another player] won.", "Ada Lind", "player"),
    ("Ada Lind [President] won.", "Ada Lind", ""),
    ("Ada Lind (Sabry 85) scored.", "Ada Lind", ""),
    ("They lost Norland ambassador to Lebanon Ada Lind in May.", "Ada Lind", "Norland ambassador to Lebanon"),
    ("He was media consultant to Ada Lind in May.", "Ada Lind", ""),
    ("St. Louis Alderman Ada Lind left.", "Ada Lind", "St. Louis Alderman"),
    ("It came from Ada Lind, the billionaire Wick owner, today.", "Ada Lind", "billionaire Wick owner"),
    ("It grew, said Ada Lind, Chief Operating Officer of Wick Foods.", "Ada Lind",
     "Chief Operating Officer of Wick Foods"),
    ("It went to Ada Lind, the former Osk and Wick captain.", "Ada Lind", "former Osk and Wick captain"),
    ("It went to Ada Lind, then head of the Dune Bank.", "Ada Lind", "head of the Dune Bank"),
    ("Ada Lind, who was U.N. ambassador under Roos, left.", "Ada Lind", "U.N. ambassador"),
    ("Neither the firm nor its CEO, Ada Lind, is here.", "Ada Lind", "CEO"),
    ("It is for the Queen, Ada Lind, and more.", "Ada Lind", ""),
    ("They met Ada Lind, often dubbed Norland's spymaster.", "Ada Lind", "Norland's spymaster"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "role"), ROLES_IN_ENGLISH)
def test_english_tells_roles_before_after_and_around_a_name(text: str, name: str, role: str) -> None:
    assert roles_in(text) == {name: role}


ROLES_ELSEWHERE = [
    ("de", "Das sagte der Präsident des Landtags, Emil Kranz, am Montag.", "Emil Kranz", "Präsident des Landtags"),
    ("de", "Bundesverkehrsministerin Petra Kranz trat zurück.", "Petra Kranz", "Bundesverkehrsministerin"),
    ("de", "Petra Kranz, Chefin der Werft, trat zurück.", "Petra Kranz", "Chefin der Werft"),
    ("fr", "Le ministre de l'Agriculture Denis Faure a démissionné.", "Denis Faure", "ministre de l'Agriculture"),
    ("fr", "Denis Faure, président du club, a démissionné.", "Denis Faure", "président du club"),
    ("es", "El ministro de Hacienda, Tomás Arce, dimitió.", "Tomás Arce", "ministro de Hacienda"),
    ("es", "Lo dijo Tomás Arce, portavoz del sindicato.", "Tomás Arce", "portavoz del sindicato"),
    ("it", "Il ministro dell'Interno Carlo Brandi ha parlato.", "Carlo Brandi", "ministro dell'Interno"),
    ("pt", "A ministra da Saúde, Rita Lobo, falou.", "Rita Lobo", "ministra da Saúde"),
    ("ru", "Пресс-секретарь Лужина Вера Сомова ушла.", "Вера Сомова", "Пресс-секретарь Лужина"),
    ("ru", "Об этом сообщил министр обороны Олег Громов.", "Олег Громов", "министр обороны"),
    ("ru", "Это сказал сварщик на пенсии Хенрик Ос.", "Хенрик Ос", "сварщик на пенсии"),
    ("ru", "Об этом говорят исследования геохимика Ольги Тихоновой.", "Ольги Тихоновой", "геохимика"),
    ("ru", "Мэр Карин Фосс обещала причал.", "Карин Фосс", "Мэр"),
    ("ru", "Пресс-секретарь Ордена Вера Сомова ушла.", "Вера Сомова", "Пресс-секретарь Ордена"),
    ("ru", "Так считает аналитик агентства «Рейтинг» Олег Данько.", "Олег Данько", "аналитик агентства «Рейтинг»"),
    ("it", "Doppietta di Luca Ferri al 12' e al 55'.", "Luca Ferri", ""),
    ("uk", "Про це повідомив голова ради Петро Гай.", "Петро Гай", "голова ради"),
]


@pytest.mark.parametrize(("language", "text", "name", "role"), ROLES_ELSEWHERE)
def test_other_languages_tell_roles_in_their_own_order(language: str, text: str, name: str, role: str) -> None:
    assert roles_in(text, language) == {name: role}


NAMES = [
    ("J.K. Rowan-Pike, the author, spoke.", "J.K. Rowan-Pike"),
    ("George W. Ashby, 70, spoke.", "George W. Ashby"),
    ("George W Ashby, 70, spoke.", "George W Ashby"),
    ("Ursula von der Halde spoke to reporters.", "Ursula von der Halde"),
    ("Mayor Ahmed bin Nasser spoke.", "Ahmed bin Nasser"),
    ("Spokesman Yusuf el-Tayeb spoke.", "Yusuf el-Tayeb"),
    ("Resident Ma Lihua spoke. Ma lost his tea shop.", "Ma Lihua"),
    ("President Xu Daowen spoke.", "Xu Daowen"),
    ("Salome Ruiz Jr., 40, spoke.", "Salome Ruiz Jr."),
    ("Senator Mariam O'Dowd spoke.", "Mariam O'Dowd"),
    ("Pope Anselm spoke.", "Pope Anselm"),
    ("King Olaf VI spoke.", "King Olaf VI"),
    ("Mr Fenwick spoke. Mr Fenwick left.", "Fenwick"),
    ("Chancellor Dietz spoke.", "Dietz"),
    ("Professor Fan Bin spoke.", "Fan Bin"),
    ("Sir Andrew Green, 60, spoke.", "Andrew Green"),
    ("It was James May, 60. May left.", "James May"),
    ("Mayor Ada Lind on Monday spoke.", "Ada Lind"),
    ("In-form Ada Lind spoke. Corkman Ada Lind won.", "Ada Lind"),
    ("It was lost, said Ada Lind, D-New York, on Monday.", "Ada Lind"),
    ("The singer Quimbel left. Quimbel wept.", "Quimbel"),
    ("New Ada Johnson film opens. Ada Johnson wept.", "Ada Johnson"),
    ("They met Rand Paul on Monday.", "Rand Paul"),
    ("Theo van Gogh, 40, was shot. Van Gogh's family wept.", "Theo van Gogh"),
    ("“Hello, I'm Candida Lind, 40,” she said. And I’m glad.", "Candida Lind"),
    ('It was Dwayne "The Hill" Lind, 40.', 'Dwayne "The Hill" Lind'),
    ("It was Sacha Baron Lind, 40.", "Sacha Baron Lind"),
    ("It was Leonardo diMarco, 40.", "Leonardo diMarco"),
    ("Lt. Eric Point spoke.", "Eric Point"),
    ("Stars Ada Lind left.", "Ada Lind"),
    ("Ada Lind left. Last June Lind was banned.", "Ada Lind"),
    ('It was Jimmy "the Storm" Lind, 40.', 'Jimmy "the Storm" Lind'),
    ("Said Wales coach Ada Lind: I won.", "Ada Lind"),
    ("Ada Lind, 40, left. Said Lind: I won. Will Lind win?", "Ada Lind"),
    ("German Marlene Lind, 40, won.", "Marlene Lind"),
    ("Martin Lind Jnr, 40, won.", "Martin Lind Jnr"),
    ("It was Louis CK, 40.", "Louis CK"),
    ("It was Charles A Lind, 40.", "Charles A Lind"),
    ("It is a film directed by Bill Quimbel.", "Bill Quimbel"),
    ("They lost to Norland as Ada Lind stole the show.", "Ada Lind"),
    ("It was Shane Meadows, 40.", "Shane Meadows"),
    ("It is a video that portrayed President Ada Lind as weak.", "Ada Lind"),
    ("The paper said so. Ada Lind, 40, left. Eva Moss reported and wrote from Osk.", "Ada Lind"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_names_keep_initials_particles_suffixes_and_noble_titles(text: str, name: str) -> None:
    assert [person.name for person in people_of(article_of(text))] == [name]


NOBODY = [
    "The Albert Hall was closed. Near Victoria Park, trains stopped.",
    "Georgia Aquarium said it would open in May. George Street was shut.",
    "Home Depot said sales fell. Toyota Explorer sales rose.",
    "They flew to Hong Kong and New York on Good Friday.",
    "The Magic Keyboard is a product of the Orchard Group.",
    "The European Central Bank and General Motors met the Red Cross.",
    "Charlie Hebdo and Morgan Stanley declined to comment, the company said.",
    "President Street and Prince Regent were busy. Lord Chancellor and Queen Mother are titles.",
    "JOHN SMITH WINS THE GRAND PRIX",
    "How John Became Paul Smith Over Night",
    "Photo: Anna Berg",
    "They left early. Reuters/Yulia Dorn",
    "Lena Ortiz and Sam Poole contributed to this report.",
    "In Vitamin C. and Model X. there is hope. The X Factor is a show.",
    "He met Harold Get The Munchies in Bath.",
    "Mega Charizard X. is strong",
    "It was bought by distributor Sky Star. The employer Sea World Mallorca closed.",
    "They wrote to the director of Doctors Without Borders and to Mothers Against Drunk Driving.",
    "It was founded by the biotechnology firm Zuvoro Therapeutics.",
    "Miners Rio Plata and Lapis fell.",
    "It was part of JP Morgan. They heard the International Tennis Writers.",
    "The executive partner of Tods Murray wept. Jesus Christ and the Prophet Mohammed were named.",
    "Eventually Lind could find work. They saw Lind twice. Lind is a robot.",
    "They tried to anchor Quimbel. Quimbel fell. It is for native Quimbels. Quimbels wept. The singer Quombel left.",
    "Game maker Quimbel closed. Quimbel said so. The star Quombel left. Quombel wept.",
    "It fell with the US partner Bio Zuvoro. The terrorist group, Zuvo Haram, left.",
    "Buying Quimbel's house is hard. Quimbel said so.",
    "EBONY Evolution opened. EBONY Evolution said so. Mac OS X is new.",
    "The U.N. High Commissioner spoke.",
    "I miss Quimbel so much. Police K9 Bane is well.",
    "It was founded by Quimbel AI. Quimbel AI said so. Ada AI grew.",
    "It was sold to Nordhavn Lines. Its ferry Nordhavn Pearl sank. The rival Nordhavn Shipping said so.",
    "It was a prize for the director of the popular musical Zuvoro Dreams. He is best actor Quimbel.",
    "They asked incumbent MPs, and fellow MEPs. MPs said so. MEPs said so. The official Tass said so.",
    "The teacher, known as \"Eva Moss,\" left. They liked 'Eva Lind' best.",
    "Osk Guitarist Claims Influential Eva Moss Abused Her as a Teen",
    "They liked the British film Vera Drake. A prize went to Vera Drake.",
    "They moved to the island of Fernando de Rocha. Others flew to the town of Tal Tamer.",
    "He won for his performance as Ada Lind in the film. The comic has a character, the character Ada G.",
    "",
]


@pytest.mark.parametrize("text", NOBODY)
def test_streets_firms_products_places_headlines_and_credits_are_no_people(text: str) -> None:
    assert people_of(article_of(text)) == ()


@pytest.mark.parametrize("text", ["Die Große Koalition lehnt ab.", "Der Deutsche Fußball Bund feiert Neue Wege."])
def test_german_nouns_in_a_row_are_no_people(text: str) -> None:
    assert people_of(article_of(text, "de")) == ()


def test_later_bare_surnames_belong_to_the_full_name() -> None:
    text = (
        "Ada Lind said so. Omar Sabry disagreed, he told us. Lind left. Lind's car was seen. Sabry stayed, Lind said."
    )
    assert [person.name for person in people_of(article_of(text))] == ["Ada Lind", "Omar Sabry"]


def test_a_role_at_a_later_bare_surname_is_told_with_the_full_name() -> None:
    (person,) = people_of(article_of("James Harlow warned us.\nHarlow, a professor of soils at Wick University, left."))
    assert (person.name, person.role, person.sentence) == ("James Harlow", "professor of soils at Wick University", 0)


def test_a_role_is_not_taken_from_somebody_else() -> None:
    assert roles_in("There was Captain Quimbel, Ada Lind, and more.")["Ada Lind"] == ""
    text = "It stars Ada Lind, Dame Judith Orr and Omar Sabry, 40. The group Queen, Eva Moss and Ian Pell sang."
    assert set(roles_in(text).values()) == {""}
    assert roles_in("They met Ada Lind, the late mayor's daughter said.") == {"Ada Lind": ""}
    assert roles_in("Ada Lind, deputy Speaker Newcastle Orr and Omar Sabry, 40, met.")["Ada Lind"] == ""
    assert roles_in("Ada Lind, economist Omar Sabry and Eva Moss, a terrorist group, met.")["Ada Lind"] == ""
    assert roles_in("Ada Lind, economist Omar Sabry and Eva Moss, a terrorist group, met.")["Eva Moss"] == ""


def test_a_role_ends_before_somebody_else() -> None:
    told = roles_in("Ada Lind, daughter of rock star Bryan Lind and Luke Sabry, 40, came. Sabry left.")
    assert told["Ada Lind"] == "daughter of rock star Bryan Lind"
    told = roles_in("They met Mayor Ada Lind, Secretary of State John Orr and Eva Moss, 40.")
    assert (told["Ada Lind"], told["John Orr"]) == ("Mayor", "Secretary of State")
    told = roles_in("They freed Ada Lind, former Prime Minister Omar Sabry's wife, today.")
    assert told == {"Ada Lind": "former Prime Minister Omar Sabry's wife", "Omar Sabry": "former Prime Minister"}
    told = roles_in("They met Ada Lind, wife of mayor Omar Sabry, and left.")
    assert told["Ada Lind"] == "wife of mayor Omar Sabry"


def test_stars_are_a_noun_behind_what_says_where_they_shine() -> None:
    assert roles_in("British stars Ada Lind and Omar Sabry came.") == dict.fromkeys(
        ("Ada Lind", "Omar Sabry"), "British stars"
    )
    assert roles_in("He joined fellow comedy stars Ada Lind and Omar Sabry.")["Ada Lind"] == "comedy stars"
    assert roles_in("The new film stars Ada Lind and Omar Sabry.") == {"Ada Lind": "", "Omar Sabry": ""}
    assert roles_in("The British stars Ada Lind.") == {"Ada Lind": ""}


def test_the_next_sentence_describes_the_only_person_it_can_mean() -> None:
    told = roles_in("Mayor Eva Moss came. Omar Sabry, 50, left. Ada Lind won. The winger led. Moss and Sabry saw it.")
    assert told == {"Eva Moss": "Mayor", "Omar Sabry": "", "Ada Lind": "winger"}
    told = roles_in("Mayor Eva Moss came. Ada Lind beat Omar Sabry, 50. The winger led. Moss saw it. Moss said so.")
    assert (told["Ada Lind"], told["Omar Sabry"]) == ("", "")
    told = roles_in("Mayor Eva Moss came. Omar Sabry, 50, left. Ada Lind won. The judge led. Moss and Sabry saw it.")
    assert told["Ada Lind"] == ""


def test_a_plural_includes_those_whom_it_names() -> None:
    told = roles_in("Some other UK actors, including Ada Lind, Omar Sabry and Eva Moss, came.")
    assert set(told.values()) == {"UK actors"}
    told = roles_in("They named five Osk barristers - Ada Lind, Omar Sabry and Eva Moss - on Monday.")
    assert set(told.values()) == {"Osk barristers"}
    assert set(roles_in("They sold two players - Ada Lind and Omar Sabry.").values()) == {""}
    told = roles_in("They chose a jury of Norland actresses, including Ada Lind and Eva Moss.")
    assert set(told.values()) == {"Norland actresses"}
    assert set(roles_in("They met artists including Ada Lind and Omar Sabry.").values()) == {""}


def test_a_plural_leads_every_name_of_its_list() -> None:
    two = {"Ada Lind": "Greek sprinters", "Omar Sabry": "Greek sprinters"}
    assert roles_in("They met Greek sprinters Ada Lind and Omar Sabry.") == two
    three = dict.fromkeys(("Ada Lind", "Omar Sabry", "Eva Moss"), "His co-defendants")
    assert roles_in("His co-defendants, Ada Lind, Omar Sabry and Eva Moss, pleaded.") == three
    assert roles_in("They met reporters, Ada Lind and Omar Sabry.")["Omar Sabry"] == ""


def test_an_owner_who_is_a_person_of_the_story_is_no_role() -> None:
    assert roles_in("Mayor Ada Lind left. Lind's Omar Sabry stayed.")["Omar Sabry"] == ""


def test_attorneys_are_told_by_the_plural_too() -> None:
    assert roles_in("Attorneys Mark Zell and Bradley Moss left.")["Mark Zell"] == "Attorneys"


def test_namesakes_stay_apart_and_short_forms_join() -> None:
    text = "Elizabeth A. Burr, 32, and Victor Burr, 57, were held. Elizabeth Burr left. Burr wept, Victor Burr said."
    assert [person.name for person in people_of(article_of(text))] == ["Elizabeth A. Burr", "Victor Burr"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tayyip Erdem, 60, came. Recep Tayyip Erdem left.", ["Recep Tayyip Erdem"]),
        ("J.K. Lind, 60, came. Joanne Lind, 60, left.", ["J.K. Lind"]),
        ("J. Lind, 60, came. K. Lind, 61, left.", ["J. Lind", "K. Lind"]),
        ("J. Lind, 60, came. J. Lind, 60, left.", ["J. Lind"]),
        ("Karin Lind, 60, came. J. Lind, 60, left.", ["Karin Lind", "J. Lind"]),
    ],
)
def test_initials_and_middle_names_tell_who_is_the_same(text: str, names: list[str]) -> None:
    assert [person.name for person in people_of(article_of(text))] == names


def test_a_surname_used_alone_later_speaks_for_a_person_with_a_rare_name() -> None:
    assert roles_in("Critics met Zuvoro Quimbel on Monday. Quimbel said he was glad.") == {"Zuvoro Quimbel": ""}
    assert roles_in("Critics met Zuvoro Quimbel on Monday. All were glad.") == {}


def test_an_opening_word_before_a_known_surname_makes_no_second_person() -> None:
    assert roles_in("Scott Walden, 40, ran. Undaunted Walden ran on. Walden said so.") == {"Scott Walden": ""}


DESCRIBED = [
    ("A young welder was jailed today. Ada Lind, 52, wept. Lind left.", "young welder"),
    ("Ada Lind, 52, left. The former welder said so.", "former welder"),
    ('Ada Lind, 52, left. "We stay," the welder said.', "welder"),
    ("Ada Lind, 52, left. It rained. It poured. It froze. The welder said so.", ""),
    ("Ada Lind, 52, left. Omar Sabry, 50, came. The welder said so. Lind wept.", ""),
    ("Ada Lind, 52, left. The welder said so. Lind met welder Omar Sabry. Lind wept.", ""),
    ("Ada Lind, 52, left. The judge said so.", ""),
    ("Ada Lind, 52, left. The welder of the ship said so.", ""),
    ("A welder rig was sold. Ada Lind, 52, left.", ""),
    ("An Osk man whose house burned was jailed. Ada Lind, 52, left.", "Osk man"),
    ("A man whose house burned was jailed. Ada Lind, 52, left.", ""),
    ("A welder from New Osk was jailed today. Ada Lind, 52, wept.", "welder from New Osk"),
    ("Ada Lind attacked Omar Sabry, 50. The welder said so. Lind wept.", "welder"),
    ("Nobody attacked Omar Sabry, 50, or Ada Lind. The welder said so. Lind wept. Lind left.", ""),
    (
        "Welder jailed\nA young welder was jailed today. Judge Omar Sabry told Ada Lind, 52, so. Lind wept. Lind left.",
        "young welder",
    ),
    ("A young welder was jailed today. There Omar Sabry, 50, told Ada Lind, 52, so. Lind wept. Lind left.", ""),
    (
        "Ada Lind, 52, met Omar Sabry, 50. Lind left. Lind came. We saw the young singer's car. Lind wept, Lind said.",
        "young singer",
    ),
    ("Ada Lind, 52, met Omar Sabry, 50. They saw the young singer's house. Lind wept.", ""),
    (
        "Ada Lind, 52, met Omar Sabry, 50. Lind left. Lind came. It was the first minister's. Lind wept, Lind said.",
        "first minister",
    ),
    (
        "Ada Lind, 52, met Omar Sabry, 50. Lind left. Lind came. Lind saw the first minister's car. Lind wept.",
        "",
    ),
    (
        "Ada Lind, 52, met Omar Sabry, 50. Lind left. Lind came. They saw the singer of a band. Lind wept, Lind said.",
        "",
    ),
    (
        "Ada Lind, 52, met singer Omar Sabry. Lind left. Lind came. They saw the singer's house. Lind wept, Lind said.",
        "",
    ),
    ("A welder, once, was jailed. Ada Lind, 52, left.", ""),
    ("Ada Lind, 52, left. The welder", ""),
]


@pytest.mark.parametrize(("text", "role"), DESCRIBED)
def test_a_role_told_by_reference_is_the_main_persons_where_nobody_else_is_meant(text: str, role: str) -> None:
    assert roles_in(text)["Ada Lind"] == role


def test_the_surname_of_a_person_of_the_story_makes_a_person_of_a_rare_given_name() -> None:
    assert set(roles_in("Jim Zuvoro, 40, left. There lived Quib Zuvoro. They saw Quib Zuvoro.")) == {
        "Jim Zuvoro",
        "Quib Zuvoro",
    }


@pytest.mark.parametrize("text", ["They met Quib Johnson and Ada Lind.", "They met Ada Lind and Quib Johnson."])
def test_a_known_family_name_in_a_list_of_people_is_a_person(text: str) -> None:
    assert "Quib Johnson" in roles_in(text)


@pytest.mark.parametrize(
    "text", ["“It is over,” Quib Zuvoro said.", "It was Quib Zuvoro. Zuvoro, 47, left.", "They met Quib Vuva Johnson."]
)
def test_who_speaks_behind_a_quotation_or_has_an_age_later_or_three_names_is_a_person(text: str) -> None:
    assert len(people_of(article_of(text))) == 1


def test_a_nickname_in_quotation_marks_belongs_to_the_name() -> None:
    assert roles_in('Mayor Ada "Bogy" Lind left. Lind wept.') == {'Ada "Bogy" Lind': "Mayor"}
    assert roles_in('Mayor Ada "Lind left. Omar Sabry, 40, wept.') == {"Ada": "Mayor", "Omar Sabry": ""}


def test_the_bare_name_of_two_is_whose_full_name_stands_near_else_whom_the_story_is_about() -> None:
    text = "Kim Bolan, 55, was held. {}Kim Jurin, 40, is dead. It rained. It was late. Kim left. Kim wept. Kim slept."
    assert [person.name for person in people_of(article_of(text.format("Kim Bolan ran. ")))] == [
        "Kim Bolan",
        "Kim Jurin",
    ]
    near = "Ada Lind, 55, was held. Ada Lind ran. It rained. Omar Lind, 40, came. Lind wept, Lind said, as Lind does."
    assert people_of(article_of(near))[0].name == "Omar Lind"


def test_who_reports_comes_last_and_who_is_only_played_is_left_out() -> None:
    text = "{} Omar Sabry, 40, came. Eva Moss, 50, went."
    assert people_of(article_of(text.format("BBC correspondent Ada Lind said so.")))[-1].name == "Ada Lind"
    for line in ("The film cast Ian Pell as Ada Lind.", "The film portrays Ada Lind."):
        assert "Ada Lind" not in roles_in(text.format(line))
    assert "Ada Lind" in roles_in(text.format("He praised people such as Ada Lind."))


@pytest.mark.parametrize(
    "line",
    [
        "CNN's Ada Lind and Omar Sabry in Osk contributed to this report, as did CNN's Eva Moss from Hong Kong.",
        "Ada Lind reported from Osk.",
        "CNN's Ada Lind wrote in Osk.",
        "Ada Lind wrote the story in Osk.",
        "CNN's Eva Moss in New York and Ada Lind in Atlanta also contributed.",
    ],
)
def test_a_line_that_says_who_reported_names_no_people(line: str) -> None:
    assert roles_in(f"Mayor Jim Orr left.\n{line}") == {"Jim Orr": "Mayor"}
    assert "Ada Lind" in roles_in("Mayor Jim Orr left.\nAda Lind wrote in her diary that it rained.")


def test_case_forms_join_one_person() -> None:
    text = "Об этом сообщил министр Антон Вересов. С Вересовым спорил экономист Олег Громов. Вересова не убедили."
    assert [person.name for person in people_of(article_of(text, "ru"))] == ["Антон Вересов", "Олег Громов"]


def test_the_articles_own_authors_are_left_out() -> None:
    article = article_of("Ada Lind said so. Omar Sabry, 40, reports.", authors=("Omar Sabry",))
    assert [person.name for person in people_of(article)] == ["Ada Lind"]


def test_the_headline_and_mentions_lift_a_person() -> None:
    text = "Omar Sabry, 40, came. Ada Lind, 50, went."
    plain = people_of(article_of(text))
    titled = people_of(article_of(text, title="Why Lind went"))
    assert [person.name for person in plain] == ["Omar Sabry", "Ada Lind"]
    assert [person.name for person in titled] == ["Ada Lind", "Omar Sabry"]
    assert [person.rank for person in titled] == [1, 2]


def test_a_name_tied_to_a_given_name_is_one_and_a_ship_is_none() -> None:
    goals = "Goals from Deon Clarke and Mattias Roos won it. Clarke left. Roos headed the winner."
    assert {person.name for person in people_of(article_of(goals))} == {"Deon Clarke", "Mattias Roos"}
    assert people_of(article_of("Losses could reach $3bn, risk modeler Karen Best & Co. estimated.")) == ()
    assert people_of(article_of("Chipmaker Novalith posts a loss. Novalith left the city.")) == ()
    assert people_of(article_of("The Lady Amina went down at dawn. The Lady Amina had been built by men.")) == ()


def check_promise(article: Article) -> None:
    """A name stands in its sentence as it is; a role's words stand in the source, in order."""
    sentences = article_sentences(article)
    for person in people_of(article):
        assert person.name
        assert person.name in sentences[person.sentence].text
        at = 0
        for word in person.role.split():
            at = article.text.find(word, at)
            assert at >= 0, (person, word)
            at += len(word)


@pytest.mark.parametrize("story", own_stories(), ids=lambda story: story.id)
def test_every_word_shown_stands_in_our_stories_in_order(story: Story) -> None:
    check_promise(story.article)


FRAGMENTS = [
    "Ada Lind", "President", "the", "said", "of", "and", ",", ".", '"', "“", "Dr.", "J.K.", "who", "heads",
    "is", "a", "director", "headed", "by", "since", "2008", "(52)", "Mr", "Lind", "’s", "New York", "Pope",
    "minister", "von", "el-Tayeb", "—", "US", "l'", "Jr.", "&", "St.", "\n", "Photo:", "told", "Вера",
    "министр", "Präsident", "Xi", "Li", "UN", "III", "The", "chairman",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(FRAGMENTS), max_size=40), st.sampled_from(["en", "de", "fr", "ru", "uk", "it", "ja", ""])
)
def test_every_word_shown_stands_in_any_text_in_order(words: list[str], language: str) -> None:
    check_promise(article_of(" ".join(words), language))


@given(st.text(max_size=150))
def test_no_text_breaks_the_reading(text: str) -> None:
    check_promise(article_of(text))


GENEROUS_S = 3.0
"""Under coverage on a busy machine; the bench holds one second. What is quadratic takes minutes."""


def test_120_kilobytes_on_one_line_are_read_in_linear_time() -> None:
    for unit in (
        "Ada Lind, president of the Lind Bank, said so and ",
        "Ada ",
        "Lind of ",
        "Lind (",
        "president, ",
        "his president, ",
        "Lind's president, ",
        "officers Ada Lind, ",
        'Ada "',
        "(WADA) ",
        "president of ",
        "J.K. ",
        "Lind's ",
        "a,",
        "Ada-",
        "1.",
        "’",
    ):
        article = Article(
            paragraphs=(f"Ada Lind left. {unit * (120_000 // len(unit))}president Ada Lind left.",), language="en"
        )
        sentences = article_sentences(article)
        with at_most(GENEROUS_S, unit):
            find_people(article, sentences)


def test_somebody_may_own_a_role_that_is_told_of_another() -> None:
    assert roles_in("But Ada Lind, Theo Vance's former press secretary, wept.") == {
        "Ada Lind": "Theo Vance's former press secretary",
        "Theo Vance": "",
    }
    assert roles_in("Osk duo Ada Lind and Theo Vance won.") == {"Ada Lind": "Osk duo", "Theo Vance": "Osk duo"}


def test_a_crowd_of_namesakes_costs_no_square_of_it() -> None:
    letters = "abcdefghijklmnopqrst"
    names = (f"A{a}{b}{c} Lind" for a in letters for b in letters for c in letters)
    article = Article(
        paragraphs=(" ".join(f"{name}, 40, left. Lind stayed." for name in names)[:120_000],), language="en"
    )
    sentences = article_sentences(article)
    with at_most(GENEROUS_S):
        assert len(find_people(article, sentences)) > 1000


def test_a_long_title_is_read_once_for_all_people() -> None:
    letters = "abcdefghijklmnopqrst"
    named = " ".join(f"Ada {a}{b}{c}holm, 40, left." for a in letters.upper() for b in letters for c in letters[:5])
    article = Article(paragraphs=(named,), title="Storm hits Velmora " * 2_000, language="en")
    sentences = article_sentences(article)
    with at_most(GENEROUS_S):
        assert len(find_people(article, sentences)) > 1000


def test_headline_words_are_no_part_of_a_name_that_prose_gives() -> None:
    text = "Ada Lind Pledges Millions\nThe banker Ada Lind pledged millions to the town on Monday."
    assert list(roles_in(text)) == ["Ada Lind"]


def test_a_word_that_opens_a_sentence_is_no_part_of_a_name_given_elsewhere() -> None:
    text = "Backup Omar Sabry played well. The goalkeeper Omar Sabry is new."
    assert list(roles_in(text)) == ["Omar Sabry"]


def test_the_main_person_is_described_before_another_is_named() -> None:
    text = "Ada Lind told what she plans. The chancellor has planned it with Omar Sabry. Lind smiled, and Lind left."
    assert roles_in(text)["Ada Lind"] == "chancellor"


def test_another_who_was_named_may_be_the_one_described() -> None:
    text = "Ada Lind told what she plans. It was Omar Sabry who left. The chancellor has planned it. Lind smiled."
    assert roles_in(text)["Ada Lind"] == ""


def test_suspects_of_an_attack_lead_a_list_of_names() -> None:
    text = "They named two suspects in the attack, Ada Lind and Omar Sabry, on Monday."
    assert roles_in(text)["Ada Lind"] == "two suspects in the attack"


def test_who_is_described_inside_a_quotation_is_not_the_main_person() -> None:
    text = 'Ada Lind told what she plans. "The mayor has planned it," said Omar Sabry. Lind smiled, and Lind left.'
    assert roles_in(text)["Ada Lind"] == ""
