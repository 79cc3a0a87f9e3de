"""Stories of our own that people in the flows paste."""

BRIDGE = """Harbour bridge reopens after 14 months of repairs

By Ida Holm

The harbour bridge at Sandvik reopened on Monday after 14 months of repairs that cost 3.2 million euros, the port authority said. Some 9,000 cars a day are expected to use it again, after a detour that added 25 minutes to every trip.

Mayor Per Lund cut the ribbon in front of 400 guests. "The town was cut in two, and now it is whole," Lund said.

Engineers replaced 640 tonnes of steel and every one of the 112 cables. The work took three months longer than planned because of storms in January. The authority said that the bridge would be inspected twice a year from now on.

Shopkeepers on the south bank said that they had lost a third of their trade. The town council has promised them help, but has not said how much or when.
"""  # noqa: E501 (a paragraph is one line, as people paste it)

ORCHARDS = """Late frost costs the Velden orchards half of their apples

A night of frost in the second week of May has destroyed about half of the apple blossom in the Velden valley, the growers' union said on Thursday. It expects a harvest of 38,000 tonnes, down from 74,000 tonnes last year.

"We lit fires in every row, and it was not enough," said Marta Oblak, who farms 22 hectares near Brod. She puts her loss at 160,000 euros.

The agriculture minister, Jan Kolar, said that the government would pay up to 40 percent of the damage from a fund of 12 million euros. Growers have until the end of June to apply.

Prices in the shops are not expected to rise before autumn, since stores still hold apples of the last harvest.
"""  # noqa: E501
