/** Stories of our own for pasting, by language. */
export const STORIES = {
  en: `Old lightship returns to Varnholm after 31 years

By Signe Dahl

The lightship Morgenrot sailed back into Varnholm harbour on Saturday, 31 years after she was towed away to be scrapped. About 6,500 people lined the quays to see her, the harbour office said.

Volunteers spent nine years and 2.4 million euros on the ship, two thirds of it given by readers of the local paper. They replaced 38 tonnes of steel plates and rebuilt the lantern, whose beam can be seen from 17 kilometres away.

“We were told four times that she would never float again,” said Henrik Aas, a retired welder who led the work. “The fifth time we stopped asking.”

The ship will open as a museum on 1 May with room for 120 visitors at a time. The town council expects 40,000 guests a year and has set aside 180,000 euros for her upkeep.

Not everybody is pleased. Fishermen lose 45 metres of quay, and their spokeswoman, Lena Brandt, said that the council had not asked them. Mayor Karin Voss promised a new berth by the autumn.`,
  ru: `Старый плавучий маяк вернулся в Варнхольм через 31 год

Сигне Даль

Плавучий маяк «Утренняя заря» в субботу вернулся в гавань Варнхольма — через 31 год после того, как его увели на слом. Посмотреть на корабль пришли около 6500 человек, сообщило управление порта.

Добровольцы потратили на ремонт девять лет и 2,4 миллиона евро, две трети этой суммы собрали читатели местной газеты. Они заменили 38 тонн стальной обшивки и заново построили фонарь: его луч виден за 17 километров.

«Нам четыре раза говорили, что он больше никогда не поплывёт, — сказал сварщик на пенсии Хенрик Ос, который руководил работами. — В пятый раз мы уже не спрашивали».

Музей на борту откроется 1 мая и сможет принимать по 120 посетителей сразу. Городской совет ждёт 40 тысяч гостей в год и выделил на содержание корабля 180 тысяч евро.

Довольны не все. Рыбаки теряют 45 метров причала, и их представитель Лена Брандт заявила, что совет с ними не советовался. Мэр Карин Фосс пообещала новое место у причала к осени.`,
};
