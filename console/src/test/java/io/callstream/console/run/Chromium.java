package io.callstream.console.run;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium, signed in to a console. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    /** A busy machine takes its time over what a page waits for. */
    private static final Duration SOON = Duration.ofSeconds(40);

    private final ChromeDriver driver;
    private final String console;

    private Chromium(ChromeDriver driver, String console) {
        this.driver = driver;
        this.console = console;
    }

    /** What a page is looked at with. */
    enum Screen {
        DESK(1280, 860),
        PHONE(375, 812);

        private final int width;
        private final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    static boolean there() {
        return Files.isExecutable(PROGRAM) && Files.isExecutable(DRIVER);
    }

    static Chromium at(String console, String key) {
        Chromium chromium = new Chromium(
                new ChromeDriver(
                        new ChromeDriverService.Builder()
                                .usingDriverExecutable(DRIVER.toFile())
                                .usingAnyFreePort()
                                .build(),
                        new ChromeOptions()
                                .setBinary(PROGRAM.toFile())
                                .addArguments(
                                        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")),
                console);
        chromium.driver.get(console + "/");
        chromium.driver.findElement(By.id("key")).sendKeys(key, Keys.ENTER);
        await().until(() -> chromium.driver.getTitle().startsWith("Overview"));
        return chromium;
    }

    ChromeDriver driver() {
        return driver;
    }

    /** As if nobody had been here before. A window cannot be as narrow as a telephone, what it shows can. */
    void open(String path, Screen screen, String theme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", screen.width, "height", screen.height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeScript("localStorage.clear(); localStorage.setItem('theme', arguments[0])", theme);
        driver.get(console + path);
        await().atMost(SOON)
                .until(() -> Boolean.TRUE.equals(driver.executeScript(
                        "return document.readyState === 'complete' && !document.querySelector('[data-waiting]')")));
    }

    /** Runs a script and returns when two frames have been drawn behind it. */
    void andDraw(String script) {
        driver.executeAsyncScript(script + "; requestAnimationFrame(() => requestAnimationFrame(arguments[0]))");
    }

    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** What the browser has complained of since it was asked last. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
