package io.callstream.console.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The pages in Chromium, where Debian's packages chromium and chromium-driver are there; skipped where not. Pictures of them are kept in target/screenshots. */
class BrowserTest {
    @TempDir
    static Path folder;

    private static RunningConsole console;
    private static Chromium chromium;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Chromium.there(), "no browser: install Debian's chromium and chromium-driver to try the pages");
        console = new RunningConsole(folder);
        chromium = Chromium.at(console.url(), RunningConsole.KEY);
        browser = chromium.driver();
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        if (console != null) {
            console.close();
        }
    }

    private static void open(String path) {
        chromium.open(path, Chromium.Screen.DESK, "light");
    }

    private static List<WebElement> rows() {
        return browser.findElements(By.cssSelector("#rows .call-row:not([hidden])"));
    }

    private static void awaitRows() {
        await().atMost(Duration.ofSeconds(20)).until(() -> !rows().isEmpty());
    }

    @Test
    void everyScreenIsForEverybodyFitsAndKeepsItsPolicy() throws Exception {
        ScreenVisits found = ScreenVisits.by(chromium);
        assertThat(found.barriers()).isEmpty();
        assertThat(found.tooWide()).isEmpty();
        assertThat(found.complaints()).isEmpty();
    }

    @Test
    void callsComeInWhileSomebodyLooks() {
        open("/calls");
        awaitRows();
        int number = 20_001;
        console.call(number);
        String id = SampleCall.number(number).success().getCallId();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !browser.findElements(By.cssSelector("a[href='/calls/" + id + "']"))
                        .isEmpty());
    }

    @Test
    void ofManyCallsOnlyThoseInSightAreElements() {
        int many = 300;
        openWith(1_000, 2 * many);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            browser.executeScript("const rows = document.getElementById('rows'); rows.scrollTop = rows.scrollHeight");
            return known() >= many;
        });
        for (String place : List.of("0", "rows.scrollHeight / 2", "rows.scrollHeight")) {
            chromium.andDraw("const rows = document.getElementById('rows'); rows.scrollTop = " + place);
            List<Long> places = placesOfRows();
            assertThat(places).as(place).hasSizeBetween(10, 60).isSorted();
            assertThat(outOfSight()).as(place).isZero();
        }
    }

    /** The list, when the console knows so many calls more; of those that come while somebody looks it has a sample. */
    private static void openWith(int first, int count) {
        console.calls(first, count);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> console.get("/api/calls?limit=1000").body().split("\"call_id\"").length > count);
        open("/calls");
        awaitRows();
    }

    /** How many calls the list has. */
    private static long known() {
        return Long.parseLong(browser.findElement(By.id("grid")).getAttribute("aria-rowcount")) - 1;
    }

    /** Where the rows that are elements stand in the list, in the order in which they are read. */
    private static List<Long> placesOfRows() {
        List<?> places = (List<?>) browser.executeScript("return [...document.querySelectorAll('#rows .call-row')]"
                + ".filter((row) => !row.hidden).map((row) => Number(row.getAttribute('aria-rowindex')))");
        return places.stream().map(place -> ((Number) place).longValue()).toList();
    }

    /** How much of the window has no row, in rows. */
    private static long outOfSight() {
        return (Long) browser.executeScript("""
                const box = document.getElementById('rows').getBoundingClientRect();
                const rows = [...document.querySelectorAll('#rows .call-row:not([hidden])')].map((row) => row.getBoundingClientRect());
                return [0.05, 0.5, 0.95].filter((part) => {
                  const y = box.top + box.height * part;
                  return !rows.some((row) => row.top <= y && row.bottom >= y);
                }).length;
                """);
    }

    @Test
    void whoeverHasTheKeyboardOnARowIsNotPutOnAnotherCall() {
        openWith(2_000, 100);
        browser.executeScript("document.querySelector('#rows .call-row a').focus()");
        chromium.andDraw("document.getElementById('rows').scrollTop = 3000");
        assertThat(browser.switchTo().activeElement().getAttribute("id")).isEqualTo("rows");
    }

    @Test
    void callsAreFilteredByWhatIsTyped() {
        open("/calls");
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
        open("/calls");
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
        open("/sql?from=all&q=SELECT%20count(*)%20AS%20calls%20FROM%20calls");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !browser.findElements(By.cssSelector("#answer tbody td"))
                        .isEmpty());
        assertThat(Long.parseLong(
                        browser.findElement(By.cssSelector("#answer tbody td")).getText()))
                .isGreaterThanOrEqualTo(RunningConsole.CALLS);
    }

    @Test
    void ofALongTextTheBeginningIsShownUntilMoreIsWanted() {
        open("/calls/" + OddCall.id());
        WebElement text = browser.findElement(By.cssSelector(".turn.user .text"));
        int folded = text.getSize().height;
        browser.findElement(By.cssSelector(".turn.user [data-action=unfold]")).click();
        assertThat(folded).isLessThan(400);
        assertThat(text.getSize().height).isGreaterThan(2 * folded);
    }

    @Test
    void aSessionThatIsOverLeadsToTheKeyAndBack() {
        open("/calls?f=status:failure");
        awaitRows();
        browser.manage().deleteAllCookies();
        // The next figures, seconds later, are refused.
        await().atMost(Duration.ofSeconds(20)).until(() -> browser.getTitle().startsWith("Sign in"));
        browser.findElement(By.id("key")).sendKeys(RunningConsole.KEY, Keys.ENTER);
        await().until(() -> browser.getCurrentUrl().endsWith("/calls?f=status:failure"));
    }
}
