"""The twelve palettes of the covers and the grounds of the shots.

Cover palettes: bg ground, alt second colour, ink text, pop accent text on bg (also legible on alt), soft small text,
paper a card on bg, fields four tints that carry dark goods and light goods alike, deep and glow for `night`.
`on_alt` is the text colour on alt, `on_field` on the fields."""

P = {
    'peach': dict(bg='#F4CDB9', alt='#E39F84', ink='#3B2019', pop='#A8371C', soft='#69392B', paper='#FCEDE2', on_alt='#34170F',
                  fields=['#F9E0D2', '#E8AF97', '#F5D6A2', '#D9C9C4'], on_field='#3B2019', deep='#4A241B', glow='#FFB98A'),
    'rose': dict(bg='#F0CDD2', alt='#D98C9B', ink='#43192A', pop='#9E2548', soft='#6E3A4C', paper='#FBEBED', on_alt='#380F20',
                 fields=['#F8E2E4', '#E3A7B2', '#E6D5E8', '#F3D9C4'], on_field='#43192A', deep='#3E1626', glow='#F7A6A0'),
    'cream': dict(bg='#F5ECDC', alt='#DCC7A6', ink='#2B2421', pop='#BC4326', soft='#65574A', paper='#FFFAF1', on_alt='#2B2421',
                  fields=['#EBDCC3', '#C8D3C2', '#EBC3AE', '#C9D8E0'], on_field='#2B2421', deep='#33291F', glow='#F6CE8F'),
    'sage': dict(bg='#CBD8C6', alt='#93AD8F', ink='#1F3529', pop='#8E3A1D', soft='#3D5546', paper='#EEF2E7', on_alt='#14281D',
                 fields=['#E2EADB', '#A9C0A4', '#EBDDBF', '#BCD3D4'], on_field='#1F3529', deep='#1E362B', glow='#E8D79A'),
    'forest': dict(bg='#24493C', alt='#163229', ink='#F4ECDA', pop='#F2B866', soft='#B9CDBB', paper='#F1ECDD', on_alt='#F4ECDA',
                   fields=['#3B6453', '#5C8168', '#2F5A56', '#8A8B55'], on_field='#F7F1E2', deep='#11291F', glow='#F4C878'),
    'sky': dict(bg='#C2DCEA', alt='#86B2CF', ink='#183250', pop='#B03C24', soft='#37546F', paper='#EEF6FA', on_alt='#0F2640',
                fields=['#DDECF4', '#9DC3DA', '#F3DDBB', '#CFD2EA'], on_field='#183250', deep='#16304C', glow='#FFD9A0'),
    'ice': dict(bg='#E5EEF1', alt='#BDD3DC', ink='#1B3644', pop='#1F6A80', soft='#4A6470', paper='#FAFDFD', on_alt='#16303D',
                fields=['#D3E2E9', '#C0DAD3', '#F2DFD3', '#D8D8EC'], on_field='#1B3644', deep='#173441', glow='#BFE6EC'),
    'petrol': dict(bg='#1F5059', alt='#143A42', ink='#F4ECDC', pop='#F5A984', soft='#B4D0D1', paper='#F2EEE2', on_alt='#F4ECDC',
                   fields=['#2F6A72', '#4C858A', '#37586F', '#B4694E'], on_field='#F8F2E4', deep='#0E2E35', glow='#F7B98C'),
    'night': dict(bg='#1A2434', alt='#0F1725', ink='#F3EAD8', pop='#F0AE7C', soft='#AEBBCB', paper='#EFE9DC', on_alt='#F3EAD8',
                  fields=['#2A3A52', '#3E5470', '#3B3A5C', '#5A4A52'], on_field='#F6EFE0', deep='#101826', glow='#FFC98A'),
    'lilac': dict(bg='#D9D0EA', alt='#A997D0', ink='#2D2150', pop='#6A3FA8', soft='#53477A', paper='#F3EFFA', on_alt='#22163F',
                  fields=['#E9E3F4', '#BDAFDD', '#F2D5DC', '#CBDDE6'], on_field='#2D2150', deep='#251B45', glow='#E3B7F0'),
    'mustard': dict(bg='#EFBF50', alt='#D8932A', ink='#2E1F0C', pop='#9C2F14', soft='#573C10', paper='#FDF1D4', on_alt='#2A1A05',
                    fields=['#F6D888', '#E0A03E', '#F1E3C0', '#C9C48E'], on_field='#2E1F0C', deep='#3A270A', glow='#FFD873'),
    'brick': dict(bg='#AF432E', alt='#8A2F1F', ink='#FDEEDF', pop='#FFD08F', soft='#F6CDBA', paper='#FBEEE2', on_alt='#FDEEDF',
                  fields=['#C4604A', '#D98066', '#8E3B34', '#C98A4A'], on_field='#FDF1E4', deep='#4A160E', glow='#FFB27A'),
}
DARK = {'forest', 'petrol', 'night', 'brick'}

# Shot grounds: wall (top, bottom), floor, plinth, colour of light, how deep the drawn shadows are (0 to 1).
G = {
    'peach': ('#EDB79B', '#F6D2B9', '#F8DCC6', '#FDEFE3', '#FFE6C4', .30),
    'rose': ('#E6AFB7', '#F2CBCF', '#F5D8DA', '#FCEDEC', '#FFE4DC', .30),
    'cream': ('#E4D3B8', '#F1E5D0', '#F5ECDC', '#FDF9F0', '#FFEFCF', .28),
    'sage': ('#A9BDA5', '#C8D6C2', '#D5E0CE', '#EEF3E8', '#FBF3CF', .30),
    'forest': ('#1C3D32', '#2B5546', '#325D4D', '#456F5E', '#F1D79A', .46),
    'sky': ('#93BCD6', '#BBD8E8', '#CBE2EE', '#EEF6FA', '#FFF3DA', .28),
    'ice': ('#C4D7DF', '#DEEAEE', '#E8F1F3', '#FAFDFD', '#FFF4DF', .26),
    'petrol': ('#1A464F', '#296069', '#316A72', '#4B8288', '#F6CFA0', .46),
    'night': ('#141D2C', '#222F45', '#293750', '#3C4C68', '#F5C58F', .52),
    'lilac': ('#BBABDB', '#D5CAEA', '#DED5EF', '#F5F1FB', '#FFE9DC', .28),
    'mustard': ('#DD9F33', '#EDBB4C', '#F1C65E', '#FBE6AE', '#FFF0BE', .34),
    'brick': ('#97382A', '#B54C37', '#BE563F', '#D37A61', '#FFCB98', .44),
}

RATIO = {'3:4': 640, '4:5': 600, '2:3': 720, '1:1': 480}
