"""The emoji names that bots and people use most; a name that is not here is shown as its name."""

_TABLE = """
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 ok_hand 👌 clap 👏 wave 👋 pray 🙏 raised_hands 🙌 raised_hand ✋ muscle 💪 point_right 👉
point_left 👈 point_up 👆 point_down 👇 eyes 👀 handshake 🤝 writing_hand ✍️ smile 😄 smiley 😃 grinning 😀 joy 😂 slightly_smiling_face 🙂
wink 😉 blush 😊 heart_eyes 😍 thinking_face 🤔 neutral_face 😐 disappointed 😞 worried 😟 cry 😢 sob 😭 scream 😱 angry 😠 rage 😡
sweat_smile 😅 sunglasses 😎 nerd_face 🤓 zipper_mouth_face 🤐 sleeping 😴 shushing_face 🤫 heart ❤️ broken_heart 💔 tada 🎉
sparkles ✨ star ⭐ star2 🌟 fire 🔥 boom 💥 zap ⚡ 100 💯 white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌
heavy_multiplication_x ✖️ negative_squared_cross_mark ❎ warning ⚠️ no_entry ⛔ no_entry_sign 🚫 rotating_light 🚨 bangbang ‼️ exclamation ❗
question ❓ grey_question ❔ grey_exclamation ❕ sos 🆘 octagonal_sign 🛑 construction 🚧 red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡
large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣 white_circle ⚪ black_circle ⚫ red_square 🟥 orange_square 🟧
large_yellow_square 🟨 large_green_square 🟩 large_blue_square 🟦 white_large_square ⬜ black_large_square ⬛ small_orange_diamond 🔸
small_blue_diamond 🔹 bell 🔔 no_bell 🔕 loudspeaker 📢 mega 📣 speech_balloon 💬 thought_balloon 💭 left_speech_bubble 🗨️ email 📧 envelope ✉️
inbox_tray 📥 outbox_tray 📤 incoming_envelope 📨 mailbox 📫 memo 📝 pencil 📝 pencil2 ✏️ page_facing_up 📄 clipboard 📋 bookmark_tabs 📑 books 📚
book 📖 newspaper 📰 calendar 📆 date 📅 spiral_calendar_pad 🗓️ clock1 🕐 clock9 🕘 alarm_clock ⏰ stopwatch ⏱️ timer_clock ⏲️ hourglass ⌛
hourglass_flowing_sand ⏳ watch ⌚ pushpin 📌 round_pushpin 📍 paperclip 📎 link 🔗 lock 🔒 unlock 🔓 closed_lock_with_key 🔐 key 🔑 mag 🔍
mag_right 🔎 bulb 💡 gear ⚙️ wrench 🔧 hammer 🔨 hammer_and_wrench 🛠️ shield 🛡️ scales ⚖️ pill 💊 syringe 💉 stethoscope 🩺 hospital 🏥
microscope 🔬 test_tube 🧪 dna 🧬 thermometer 🌡️ ambulance 🚑 bar_chart 📊 chart_with_upwards_trend 📈 chart_with_downwards_trend 📉
moneybag 💰 euro 💶 dollar 💵 credit_card 💳 rocket 🚀 airplane ✈️ car 🚗 house 🏠 office 🏢 globe_with_meridians 🌐 earth_africa 🌍
earth_americas 🌎 earth_asia 🌏 flag-eu 🇪🇺 flag-ch 🇨🇭 flag-de 🇩🇪 flag-fr 🇫🇷 flag-gb 🇬🇧 flag-us 🇺🇸 checkered_flag 🏁 triangular_flag_on_post 🚩
white_flag 🏳️ trophy 🏆 dart 🎯 gift 🎁 balloon 🎈 camera 📷 camera_with_flash 📸 movie_camera 🎥 tv 📺 iphone 📱 computer 💻 telephone_receiver 📞
phone ☎️ pager 📟 fax 📠 battery 🔋 robot_face 🤖 ghost 👻 bust_in_silhouette 👤 busts_in_silhouette 👥 family 👪 baby 👶 female-doctor 👩‍⚕️
male-doctor 👨‍⚕️ sunny ☀️ cloud ☁️ snowflake ❄️ umbrella ☂️ rainbow 🌈 seedling 🌱 herb 🌿 four_leaf_clover 🍀 coffee ☕ tea 🍵 beers 🍻 birthday 🎂
arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ arrows_counterclockwise 🔄 repeat 🔁 leftwards_arrow_with_hook ↩️
arrow_right_hook ↪️ fast_forward ⏩ rewind ⏪ arrow_forward ▶️ double_vertical_bar ⏸️ black_square_for_stop ⏹️ heavy_plus_sign ➕
heavy_minus_sign ➖ information_source ℹ️ recycle ♻️ wastebasket 🗑️ file_folder 📁 open_file_folder 📂 card_index 📇 card_file_box 🗃️ file_cabinet 🗄️
one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣ zero 0️⃣ hash #️⃣ copyright ©️ registered ®️ tm ™️ new 🆕 ok 🆗 up 🆙
"""

_words = _TABLE.split()
EMOJI: dict[str, str] = dict(zip(_words[::2], _words[1::2], strict=True))
