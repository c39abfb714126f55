import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * First paint of every screen, and frames, elements and memory while 10,000 rows are scrolled through, in Debian's Chromium:
 * {@code Pages CONSOLE KEY ROUNDS}.
 */
public final class Pages {
    private static final List<String> SCREENS = List.of("/", "/calls", "/sinks", "/topics", "/sql", "/replay", "/keys");
    private static final int ROWS = 10_000;
    /** Frames of a run from the first row to the last. */
    private static final int FRAMES = 300;
    /** What a wheel or a finger moves in a frame when it is in a hurry. */
    private static final int HURRY = 120;

    public static void main(String[] arguments) {
        ChromeDriver browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                        .usingAnyFreePort()
                        .build(),
                new ChromeOptions()
                        .setBinary("/usr/bin/chromium")
                        .addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"));
        try {
            browser.manage().window().setSize(new Dimension(1440, 900));
            browser.manage().timeouts().scriptTimeout(Duration.ofMinutes(1));
            browser.get(arguments[0] + "/");
            browser.findElement(By.id("key")).sendKeys(arguments[1], Keys.ENTER);
            paint(browser, arguments[0], Integer.parseInt(arguments[2]));
            scroll(browser, arguments[0]);
        } finally {
            browser.quit();
        }
    }

    private static void paint(ChromeDriver browser, String console, int rounds) {
        System.out.println("| screen | first paint, median | worst | its answer begins, median |");
        System.out.println("|---|---|---|---|");
        List<String> screens = new ArrayList<>(SCREENS);
        screens.add(oneCall(browser, console));
        for (String screen : screens) {
            List<Double> paints = new ArrayList<>();
            List<Double> answers = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                browser.get(console + screen);
                Map<?, ?> times = (Map<?, ?>) browser.executeAsyncScript("""
                        const done = arguments[0];
                        const look = () => {
                          const paint = performance.getEntriesByName('first-contentful-paint')[0];
                          const page = performance.getEntriesByType('navigation')[0];
                          if (paint) done({paint: paint.startTime, answer: page.responseStart}); else setTimeout(look, 20);
                        };
                        look();
                        """);
                paints.add(((Number) times.get("paint")).doubleValue());
                answers.add(((Number) times.get("answer")).doubleValue());
            }
            System.out.printf(
                    "| `%s` | %.0f ms | %.0f ms | %.0f ms |%n", screen, at(paints, 0.5), at(paints, 1), at(answers, 0.5));
        }
    }

    /** The address of the latest call. */
    private static String oneCall(ChromeDriver browser, String console) {
        browser.get(console + "/calls");
        return (String) browser.executeAsyncScript("""
                const done = arguments[0];
                const look = () => {
                  const link = document.querySelector('#rows .call-row a');
                  if (link) done(new URL(link.href).pathname); else setTimeout(look, 50);
                };
                look();
                """);
    }

    private static void scroll(ChromeDriver browser, String console) {
        browser.get(console + "/calls");
        long rows = ((Number) browser.executeAsyncScript("""
                const [most, done] = arguments;
                const body = document.getElementById('rows');
                const count = () => Number(document.getElementById('grid').getAttribute('aria-rowcount')) - 1;
                const end = performance.now() + 40000;
                const on = () => {
                  body.scrollTop = body.scrollHeight;
                  if (count() >= most || performance.now() > end) done(count()); else setTimeout(on, 50);
                };
                on();
                """, ROWS)).longValue();
        // The processor's time, not the clock's: a busy machine keeps a thread waiting, which is not what it does itself.
        browser.executeCdpCommand("Performance.enable", Map.of("timeDomain", "threadTicks"));
        System.out.printf("%n%d rows in the list, of which %s%n%n", rows, size(browser));
        System.out.println("| scrolled | a frame, median | p95 | worst | more than 33 ms | processor a frame |");
        System.out.println("|---|---|---|---|---|---|");
        frames(browser, "nothing moves", 0);
        frames(browser, HURRY + " px a frame", HURRY);
        frames(browser, "from the first row to the last in " + FRAMES + " frames", -1);
        System.out.printf("%nafterwards %s%n", size(browser));
    }

    private static void frames(ChromeDriver browser, String what, int pixels) {
        double before = metric(browser, "TaskDuration");
        List<?> gaps = (List<?>) browser.executeAsyncScript("""
                const [frames, pixels, done] = arguments;
                const body = document.getElementById('rows');
                const each = pixels < 0 ? (body.scrollHeight - body.clientHeight) / frames : pixels;
                const gaps = [];
                let last = 0;
                body.scrollTop = 0;
                const step = (now) => {
                  if (last) gaps.push(now - last);
                  last = now;
                  if (gaps.length === frames) { done(gaps); return; }
                  body.scrollTop = gaps.length * each;
                  requestAnimationFrame(step);
                };
                requestAnimationFrame(step);
                """, FRAMES, pixels);
        List<Double> times = gaps.stream().map(gap -> ((Number) gap).doubleValue()).toList();
        System.out.printf(
                "| %s | %.1f ms | %.1f ms | %.1f ms | %d of %d | %.1f ms |%n",
                what,
                at(times, 0.5),
                at(times, 0.95),
                at(times, 1),
                times.stream().filter(time -> time > 33.4).count(),
                times.size(),
                1000 * (metric(browser, "TaskDuration") - before) / times.size());
    }

    /** Elements of the list and of the page, and memory of its scripts after a collection of garbage. */
    private static String size(ChromeDriver browser) {
        Object rows = browser.executeScript("return document.querySelectorAll('#rows .call-row').length");
        Object all = browser.executeScript("return document.querySelectorAll('*').length");
        browser.executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
        double heap = metric(browser, "JSHeapUsedSize");
        return "%s are elements; the page has %s elements, and its scripts %.1f MB of memory".formatted(rows, all, heap / 1e6);
    }

    private static double metric(ChromeDriver browser, String name) {
        return ((List<?>) browser.executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics")).stream()
                .map(each -> (Map<?, ?>) each)
                .filter(metric -> metric.get("name").equals(name))
                .mapToDouble(metric -> ((Number) metric.get("value")).doubleValue())
                .sum();
    }

    private static double at(List<Double> values, double quantile) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(quantile * (sorted.size() - 1))));
    }
}
