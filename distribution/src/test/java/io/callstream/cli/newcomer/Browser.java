package io.callstream.cli.newcomer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium, which keeps a picture of each step. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Dimension DESK = new Dimension(1440, 900);
    private static final Duration SOON = Duration.ofSeconds(45);

    private final Path pictures;
    private final ChromeDriver driver;
    private int step;

    Browser(Path pictures) throws IOException {
        this.pictures = Files.createDirectories(pictures);
        this.driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .build(),
                new ChromeOptions()
                        .setBinary(CHROMIUM.toFile())
                        .addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"));
        driver.manage().window().setSize(DESK);
    }

    static boolean installed() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    void open(URI address) {
        driver.get(address.toString());
    }

    void type(String selector, CharSequence... keys) {
        await(selector);
        driver.findElement(By.cssSelector(selector)).sendKeys(keys);
    }

    /** Waits for it, and clicks it. */
    void click(String selector) {
        Awaitility.await().atMost(SOON).ignoreExceptions().until(() -> {
            driver.findElement(By.cssSelector(selector)).click();
            return true;
        });
    }

    /** Waits until there is such an element. */
    void await(String selector) {
        Awaitility.await().atMost(SOON).until(() -> count(selector) > 0);
    }

    /** Waits until an element has such a text. */
    void await(String selector, String pattern) {
        Awaitility.await().atMost(SOON).until(() -> texts(selector).stream().anyMatch(text -> text.matches(pattern)));
    }

    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    /** Parts of a page come anew while it is looked at: what is gone has no text. */
    private List<String> texts(String selector) {
        try {
            return driver.findElements(By.cssSelector(selector)).stream()
                    .map(WebElement::getText)
                    .toList();
        } catch (StaleElementReferenceException e) {
            return List.of();
        }
    }

    /** Keeps what is seen now, as the next step. */
    void picture(String name) throws IOException {
        step++;
        Files.write(pictures.resolve(step + "-" + name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
