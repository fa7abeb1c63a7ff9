package io.portalbots.dist;

import com.microsoft.playwright.Frame;
import java.util.List;
import java.util.stream.Stream;

/** What people write who want to run a script, or to say something in a bot's name. */
final class Hostile {

    /** What may have to be left first. */
    private static final List<String> EXITS = List.of(
            "",
            "\">",
            "'>",
            " x=",
            "-->",
            "</textarea>",
            "</title></style>",
            "</script>",
            "[/URL]",
            "[/B][/USER]",
            "]",
            "\\\"`");

    /** What runs a script somewhere. */
    private static final List<String> VECTORS = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)>",
            "<svg><script>alert(1)</script></svg>",
            "<iframe srcdoc=\"<script>parent.alert(1)</script>\">",
            "<iframe src=javascript:alert(1)>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<form action=javascript:alert(1)><button>x</button></form>",
            "<input autofocus onfocus=alert(1)>",
            "<details open ontoggle=alert(1)>",
            "<body onload=alert(1)>",
            "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
            "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
            "<b data-action=send data-value=pwned>x</b>",
            "<b hx-on:htmx:load=\"alert(1)\">x</b>",
            "\" hx-on::load=\"alert(1)\" x=\"",
            "<b hx-trigger=\"load\" hx-get=\"javascript:alert(1)\">x</b>",
            "</option></select><img src=x onerror=alert(1)>",
            "<style>@import 'javascript:alert(1)'</style>",
            "\" autofocus onfocus=\"alert(1)\" x=\"",
            "&lt;img src=x onerror=alert(1)&gt;",
            "${alert(1)}{{alert(1)}}<%= alert(1) %>",
            "\u202E<scr\u0000ipt>alert(1)</scr\u0000ipt>");

    /** What is a code to portals. */
    private static final List<String> CODES = List.of(
            "[URL=javascript:alert(1)]x[/URL]",
            "[URL]javascript:alert(1)[/URL]",
            "[url=JaVaScRiPt:alert(1)]x[/url]",
            "[URL=data:text/html,<script>alert(1)</script>]x[/URL]",
            "[URL=https://a.test\" onmouseover=\"alert(1)]x[/URL]",
            "[IMG]javascript:alert(1)[/IMG]",
            "[IMG]x\" onerror=\"alert(1)[/IMG]",
            "[ICON=javascript:alert(1) title=x]",
            "[SEND=/quit]yes[/SEND]",
            "[PUT=\"><img src=x onerror=alert(1)>]x[/PUT]",
            "[CALL=javascript:alert(1)]x[/CALL]",
            "[USER=1\"><svg onload=alert(1)>]x[/USER]",
            "[CHAT=1]<img src=x onerror=alert(1)>[/CHAT]",
            "[B][I][U][S]all of them",
            "[color=red;x:expression(alert(1))]x[/color]",
            "[[B]B]<script>alert(1)</script>[[/B]/B]",
            "[BR]#BR#<br>",
            ">>said by nobody",
            "------------------------------------------------------",
            "[QUOTE][CODE]<script>alert(1)</script>[/CODE][/QUOTE]");

    /** What would run a script, now or at a touch; our own pages have nothing of that kind. */
    private static final String ARMED = """
            () => [...document.querySelectorAll('*')].flatMap(element => [...element.attributes]
                .filter(one => /^on/i.test(one.name)
                    || (/^(href|src|action|formaction|srcdoc|data)$/i.test(one.name) && /^\\s*(javascript|data:text)/i.test(one.value)))
                .map(one => element.outerHTML.slice(0, 200)))
                .concat([...document.scripts].filter(script => !script.src).map(script => script.outerHTML.slice(0, 200)))
                .join('\\n')""";

    private Hostile() {}

    /** What in a page would run a script; empty if nothing. */
    static String armed(Frame page) {
        return String.valueOf(page.evaluate(ARMED));
    }

    /** More than 200 of them, each on one line. */
    static List<String> texts() {
        return Stream.concat(
                        EXITS.stream().flatMap(exit -> VECTORS.stream().map(vector -> exit + vector)), CODES.stream())
                .toList();
    }
}
