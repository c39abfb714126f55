package io.callstream.console.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.callstream.testing.events.SampleCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The pages in Chromium, where Debian's packages chromium and chromium-driver are there; skipped where not. Pictures of them are kept in target/screenshots. */
class BrowserTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Dimension DESK = new Dimension(1440, 900);
    private static final Dimension PHONE = new Dimension(500, 900);
    private static final String CALL = SampleCall.number(1).success().getCallId();
    private static final Map<String, String> SCREENS = Map.of(
            "overview",
            "/",
            "calls",
            "/calls",
            "call",
            "/calls/" + CALL,
            "sinks",
            "/sinks",
            "topics",
            "/topics",
            "topic",
            "/topics/llm.success",
            "sql",
            "/sql",
            "sql-large",
            "/sql?from=15m&q=" + largeStatement(),
            "replay",
            "/replay",
            "keys",
            "/keys");

    @TempDir
    static Path folder;

    private static RunningConsole console;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "no browser: install Debian's chromium and chromium-driver to try the pages");
        console = new RunningConsole(folder);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .build(),
                new ChromeOptions()
                        .setBinary(CHROMIUM.toFile())
                        .addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"));
        browser.get(console.url() + "/");
        browser.findElement(By.id("key")).sendKeys(RunningConsole.KEY, Keys.ENTER);
        await().until(() -> browser.getTitle().startsWith("Overview"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.quit();
        }
        if (console != null) {
            console.close();
        }
    }

    private static void open(String path, Dimension size, String theme) {
        browser.manage().window().setSize(size);
        browser.executeScript("localStorage.clear(); localStorage.setItem('theme', arguments[0])", theme);
        browser.get(console.url() + path);
    }

    /** A statement wider and taller than its editor, which then scrolls both ways. */
    private static String largeStatement() {
        String statement = "SELECT '" + "wide ".repeat(60) + "'" + ",\n  1".repeat(60);
        return URLEncoder.encode(statement, StandardCharsets.UTF_8);
    }

    private static List<WebElement> rows() {
        return browser.findElements(By.cssSelector("#rows .call-row:not([hidden])"));
    }

    private static void awaitRows() {
        await().atMost(Duration.ofSeconds(20)).until(() -> !rows().isEmpty());
    }

    @Test
    void nobodyIsKeptOutByAnyScreen() throws Exception {
        String axe = resource("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js");
        Files.createDirectories(PICTURES);
        List<String> found = new ArrayList<>();
        for (String theme : List.of("light", "dark")) {
            for (Dimension size : List.of(DESK, PHONE)) {
                for (Map.Entry<String, String> screen : SCREENS.entrySet()) {
                    open(screen.getValue(), size, theme);
                    await().until(() ->
                            browser.executeScript("return document.readyState").equals("complete"));
                    String name = screen.getKey() + "-" + theme + (size.equals(PHONE) ? "-phone" : "");
                    Files.write(PICTURES.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
                    problems(axe).forEach(problem -> found.add(name + ": " + problem));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<?> problems(String axe) {
        browser.executeScript(axe);
        return (List<?>) browser.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']}).then(
                  (found) => done(found.violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html.slice(0, 160)).join(' | '))),
                  (error) => done([String(error)]));
                """);
    }

    private static String resource(String name) throws Exception {
        try (var in = BrowserTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void callsComeInWhileSomebodyLooks() {
        open("/calls", DESK, "light");
        awaitRows();
        int number = 20_001;
        console.call(number);
        String id = SampleCall.number(number).success().getCallId();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !browser.findElements(By.cssSelector("a[href='/calls/" + id + "']"))
                        .isEmpty());
    }

    @Test
    void callsAreFilteredByWhatIsTyped() {
        open("/calls", DESK, "light");
        awaitRows();
        browser.findElement(By.tagName("body")).sendKeys("/");
        WebElement field = browser.switchTo().activeElement();
        assertThat(field.getAttribute("id")).isEqualTo("filter-input");
        field.sendKeys("status:failure", Keys.ENTER);
        await().until(() -> browser.getCurrentUrl().contains("f=status%3Afailure"));
        awaitRows();
        assertThat(rows()).allMatch(row -> row.getAttribute("class").contains("failure"));
        assertThat(browser.findElement(By.id("where-sql")).getText()).isEqualTo("outcome = 'failure'");
        browser.findElement(By.cssSelector(".chip button")).click();
        await().until(() -> !browser.getCurrentUrl().contains("f="));
    }

    @Test
    void aCallIsOpenedByKeys() {
        open("/calls", DESK, "light");
        awaitRows();
        browser.findElement(By.tagName("body")).sendKeys("j", "j");
        await().until(() ->
                !browser.findElements(By.cssSelector(".call-row.selected")).isEmpty());
        browser.findElement(By.tagName("body")).sendKeys(Keys.ENTER);
        await().until(() -> browser.getTitle().startsWith("Call "));
        assertThat(browser.findElements(By.cssSelector(".wf-row"))).isNotEmpty();
        browser.findElement(By.tagName("body")).sendKeys("g", "s");
        await().until(() -> browser.getTitle().startsWith("Sinks"));
        browser.findElement(By.tagName("body")).sendKeys("?");
        assertThat(browser.findElement(By.id("help")).isDisplayed()).isTrue();
    }

    @Test
    void aStatementIsRunInTheEditor() {
        open("/sql?from=all&q=SELECT%20count(*)%20AS%20calls%20FROM%20calls", DESK, "light");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !browser.findElements(By.cssSelector("#answer tbody td"))
                        .isEmpty());
        assertThat(Long.parseLong(
                        browser.findElement(By.cssSelector("#answer tbody td")).getText()))
                .isGreaterThanOrEqualTo(RunningConsole.CALLS);
    }

    @Test
    void noPageDoesWhatItsPolicyForbids() {
        Stream.concat(SCREENS.values().stream(), Stream.of("/calls?f=status:failure"))
                .forEach(path -> {
                    open(path, DESK, "light");
                    await().until(() ->
                            browser.executeScript("return document.readyState").equals("complete"));
                    assertThat(browser.manage().logs().get("browser").getAll())
                            .as(path)
                            .noneMatch(
                                    entry -> entry.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue());
                });
    }
}
