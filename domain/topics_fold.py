"""Texts as the tagger looks at them: width, case and traditional characters do not count."""

from __future__ import annotations

import re

_TRADITIONAL = (
    "丟並乾亂亞佔併來係俬倉個們倖傘備傳傷僅僞價儘償優儲兇兌兒內兩冊凍別刪則剋剛剝劃劇劑勁動務區卻厲"
    "參員問啓喫單嗆嗎嘔嘩嘯嘰噁噴噹嚇嚨嚴囂國圍圓圖團堅報場塊塗塵墊墜壓壞壺夠夥夾奪妝婦嬰學實寧寫寬"
    "寶將專對導層屬帥師帶幀幣幹幾庫廠廢廣廳張強彈彌彎彔後徑從復徹悶惡愛態慘慮慼慾憂憐憑應懟懷懸戲戶"
    "捱捲掃掛揀揚換損搖搶摺撐撥擊擋擔據擠擰擺擾攜攝攬敗數斷於昇時暈暢暫曉曬書會東桿條棗業極槓樂樓標"
    "樣樹機橫檔檢檯檸櫃櫻歲歸殘殺殼毀氣氾汎決沒沖況涼淚淨淺減湊湯準溫溼滌滯滲滾滿漬漲漿潔潰濃濫濾瀉"
    "瀰灑為烏無煙煩熒熱燈燒燙燬燻爐爛爲爺牀牆狀獼現瑣環產甯畫異當疊痠瘓癟癢癱發皺盃盜盡盤盪確碼禮稅"
    "種稱積穩窪筆箇節範簡簽簾籤糰紀約紅紉紋納紐純紗紙級紮細紹終組結絕絡給絨統絲綁經綠維網綳綵綸綿緊"
    "線緣編緩緻縫縮縴總繃織繡繫續纔纖罵罷羣義羶翫翹聞聯聲職聽聾脅脩脫脹腦腫腳膚膠膽臉臟臨臺與興舊艷"
    "華菸萬葯蒐蒼蓋蓮蔘蕁蕩藍藝藥蘋蘿處虛號虧蝦蝸螞蟬蟲蟻蠅蠶蠻衆衚衛衝裏補裝裡製複褲襠襪襬襯覈見規"
    "視親覺觀觸訂計託記設許訴註証詐評詞詢試話該詳誇認語誠誤說説誰調諉請論諮諷諾謂謊講譁證識譜譟譭議"
    "護讀變讓讚豈豎豐豔豬貓貝負貨責貴買費貼資賊賓賠賣質賬賴賺購贈贊贋贗趕跡蹟車軟軸較載輔輕輪輸輻轉"
    "轟辦辭農迴這連週進遊運過達遙遜遞遠適遲選遺還邊郵鄰醬釐釘針釦鈍鈕鈡鈴鉅鉆鉤銀銷銹鋼錄錢錯錶鍋鍍"
    "鍵鍼鍾鏈鏡鏽鐘鐵鑽長門閃閉開間閘閥閨閱閹闆闇關陣陰陳陽隊際隨險隻雙雜雞離難電霑靈靜韆韻響頁頂順"
    "須預頓領頭頻顆題額顏願顛類顧顯風颱颳飛飯養餘餡館餵餿饋馬駁騙騰騷驅驗驚髒體髮鬆鬍鬚鬧鬱魚鮮鳥鳳"
    "鴉鵪鶉鹹鹽麥麪麴麼黃點黴齊齡齣龍龜"
)
_SIMPLIFIED = (
    "丢并干乱亚占并来系私仓个们幸伞备传伤仅伪价尽偿优储凶兑儿内两册冻别删则克刚剥划剧剂劲动务区却厉"
    "参员问启吃单呛吗呕哗啸叽恶喷当吓咙严嚣国围圆图团坚报场块涂尘垫坠压坏壶够伙夹夺妆妇婴学实宁写宽"
    "宝将专对导层属帅师带帧币干几库厂废广厅张强弹弥弯录后径从复彻闷恶爱态惨虑戚欲忧怜凭应怼怀悬戏户"
    "挨卷扫挂拣扬换损摇抢折撑拨击挡担据挤拧摆扰携摄揽败数断于升时晕畅暂晓晒书会东杆条枣业极杠乐楼标"
    "样树机横档检台柠柜樱岁归残杀壳毁气泛泛决没冲况凉泪净浅减凑汤准温湿涤滞渗滚满渍涨浆洁溃浓滥滤泻"
    "弥洒为乌无烟烦荧热灯烧烫毁熏炉烂为爷床墙状猕现琐环产宁画异当叠酸痪瘪痒瘫发皱杯盗尽盘荡确码礼税"
    "种称积稳洼笔个节范简签帘签团纪约红纫纹纳纽纯纱纸级扎细绍终组结绝络给绒统丝绑经绿维网绷彩纶绵紧"
    "线缘编缓致缝缩纤总绷织绣系续才纤骂罢群义膻玩翘闻联声职听聋胁修脱胀脑肿脚肤胶胆脸脏临台与兴旧艳"
    "华烟万药搜苍盖莲参荨荡蓝艺药苹萝处虚号亏虾蜗蚂蝉虫蚁蝇蚕蛮众胡卫冲里补装里制复裤裆袜摆衬核见规"
    "视亲觉观触订计托记设许诉注证诈评词询试话该详夸认语诚误说说谁调诿请论咨讽诺谓谎讲哗证识谱噪毁议"
    "护读变让赞岂竖丰艳猪猫贝负货责贵买费贴资贼宾赔卖质账赖赚购赠赞赝赝赶迹迹车软轴较载辅轻轮输辐转"
    "轰办辞农回这连周进游运过达遥逊递远适迟选遗还边邮邻酱厘钉针扣钝钮钟铃巨钻钩银销锈钢录钱错表锅镀"
    "键针钟链镜锈钟铁钻长门闪闭开间闸阀闺阅阉板暗关阵阴陈阳队际随险只双杂鸡离难电沾灵静千韵响页顶顺"
    "须预顿领头频颗题额颜愿颠类顾显风台刮飞饭养余馅馆喂馊馈马驳骗腾骚驱验惊脏体发松胡须闹郁鱼鲜鸟凤"
    "鸦鹌鹑咸盐麦面曲么黄点霉齐龄出龙龟"
)
_THIN = "溥簿"
"""Often typed for 薄."""

_MARKS = "\t\n\r\u3000\u00a0，。！；：…·—（）【】《》“”‘’～,.!;:~()[]<>\"'|/"
"""What ends a clause, as a space does."""

_FOLDED = {
    **{chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)},
    **dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)),
    **dict.fromkeys(_THIN, "薄"),
    **{chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)},
}
_OTHERS = re.compile(f"[A-Z\uff01-\uff5e{_TRADITIONAL}{_THIN}]")
_MARKED = re.compile(f"[{re.escape(_MARKS)}\ud800-\udfff]")  # halves of characters: no UTF-8
_MASKED = re.compile(r"\*+(?=[元块天号斤年月点个双件瓶包盒次多])")
"""Digits that a platform hides: *元."""
_NONE = re.compile("(?<![积实原红])木有|(?<![那这怎什多])么有")
"""Typed for 没有, in fun or by mistake."""
_INSISTS = re.compile("[?？]+[!！][?？!！]*")
"""Asks nothing, as ?? does."""
_ENTITY = re.compile(r"&#?\w{2,8} |\\[nrt]")


def fold(text: str) -> str:
    """`text` as phrases are looked for in it: as many characters, at the same places.

    Width, case and traditional characters (those that the lexicon needs) do not count.
    What ends a clause is a space, `?` or `、`.

    Args:
        text: As `domain.text.clean` leaves it.
    """
    if "？" in text or "?" in text:
        text = _INSISTS.sub(lambda found: "?" * len(found[0]), text)
    folded = _MARKED.sub(" ", text)  # most of what has to be folded, and quickly
    folded = _OTHERS.sub(lambda found: _FOLDED[found[0]], folded)
    if "木" in folded or "么有" in folded:
        folded = _NONE.sub("没有", folded)
    if "*" in folded:
        folded = _MASKED.sub(lambda found: "1" * len(found[0]), folded)
    if "&" in folded or "\\" in folded:  # entities have lost their semicolon
        folded = _ENTITY.sub(lambda found: " " * len(found[0]), folded)
    return folded
