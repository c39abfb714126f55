package io.callstream.console.run;

import io.callstream.testing.events.SampleCall;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Every screen once on a desk and once on a telephone, by day and by night: what keeps somebody out, what does not fit, and what the
 * browser complained of. Pictures are kept in target/screenshots.
 *
 * @param barriers found by axe
 * @param tooWide pages that move sideways
 * @param complaints such as breaches of the pages' policy
 */
record ScreenVisits(List<String> barriers, List<String> tooWide, List<String> complaints) {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final Map<String, String> SCREENS = Map.ofEntries(
            Map.entry("overview", "/"),
            Map.entry("calls", "/calls"),
            Map.entry("failures", "/calls?f=status:failure"),
            Map.entry("call", "/calls/" + SampleCall.number(1).success().getCallId()),
            Map.entry("odd-call", "/calls/" + OddCall.id()),
            Map.entry("sinks", "/sinks"),
            Map.entry("topics", "/topics"),
            Map.entry("topic", "/topics/llm.success"),
            Map.entry("sql", "/sql"),
            Map.entry("sql-large", "/sql?from=15m&q=" + largeStatement()),
            Map.entry("replay", "/replay"),
            Map.entry("keys", "/keys"));

    static ScreenVisits by(Chromium browser) throws IOException {
        ScreenVisits found = new ScreenVisits(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        String axe = axe();
        Files.createDirectories(PICTURES);
        browser.complaints();
        for (Chromium.Screen screen : Chromium.Screen.values()) {
            for (Map.Entry<String, String> each : SCREENS.entrySet()) {
                browser.open(each.getValue(), screen, "light");
                found.look(browser, each.getKey() + (screen == Chromium.Screen.PHONE ? "-phone" : ""), axe);
            }
        }
        return found;
    }

    private void look(Chromium browser, String name, String axe) throws IOException {
        browser.driver().executeScript(axe);
        see(browser, name + "-light", "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']}");
        browser.andDraw("document.querySelector('[data-action=theme]').click()");
        // At night other colours are all that is different.
        see(browser, name + "-dark", "{runOnly: {type: 'rule', values: ['color-contrast']}}");
        browser.complaints().forEach(each -> complaints.add(name + ": " + each));
        if (browser.driver().executeScript("return window.reached ?? null") != null) {
            complaints.add(name + ": a script of a prompt was run");
        }
        Object wide = browser.driver().executeScript("""
                const main = document.querySelector('main');
                if (main.scrollWidth <= main.clientWidth && document.documentElement.scrollWidth <= innerWidth) return null;
                const beyond = [...main.querySelectorAll('*')].filter((each) => each.getBoundingClientRect().right > innerWidth + 1
                  && !each.closest('.scroll-x'));
                return beyond.map((each) => each.outerHTML.slice(0, 120)).slice(0, 3).join(' | ') || 'nothing in it';
                """);
        if (wide != null) {
            tooWide.add(name + ": " + wide);
        }
    }

    private void see(Chromium browser, String name, String rules) throws IOException {
        Files.write(PICTURES.resolve(name + ".png"), browser.picture());
        List<?> problems = (List<?>) browser.driver().executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, %s).then(
                  (found) => done(found.violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html.slice(0, 160)).join(' | '))),
                  (error) => done([String(error)]));
                """.formatted(rules));
        problems.forEach(problem -> barriers.add(name + ": " + problem));
    }

    private static String axe() throws IOException {
        try (var in = ScreenVisits.class.getResourceAsStream(AXE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A statement wider and taller than its editor, which then scrolls both ways. */
    private static String largeStatement() {
        String statement = "SELECT '" + "wide ".repeat(60) + "'" + ",\n  1".repeat(60);
        return URLEncoder.encode(statement, StandardCharsets.UTF_8);
    }
}
