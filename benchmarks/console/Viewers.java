import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Watches the list of calls as so many browsers do, each with a stream of its own and the figures every four seconds:
 * {@code Viewers CONSOLE KEY COUNT SECONDS}.
 */
public final class Viewers {
    private static final Pattern ROW = Pattern.compile("\"call_id\"");
    private static final Pattern LEFT_OUT = Pattern.compile("\"left_out\":(\\d+)");

    private static final LongAdder messages = new LongAdder();
    private static final LongAdder rows = new LongAdder();
    private static final LongAdder leftOut = new LongAdder();
    private static final LongAdder figures = new LongAdder();

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[2]);
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        CountDownLatch open = new CountDownLatch(count);
        ScheduledExecutorService beats = Executors.newScheduledThreadPool(2);
        HttpRequest live = request(arguments, "/api/calls/live");
        HttpRequest sums = request(arguments, "/api/calls/summary");
        for (int viewer = 0; viewer < count; viewer++) {
            http.sendAsync(live, BodyHandlers.ofLines()).thenAcceptAsync(answer -> {
                open.countDown();
                answer.body().forEach(Viewers::line);
            }, task -> daemon(task).start());
            beats.scheduleAtFixedRate(
                    () -> http.sendAsync(sums, BodyHandlers.discarding()).thenRun(figures::increment),
                    viewer * 4_000L / count,
                    4_000,
                    TimeUnit.MILLISECONDS);
        }
        open.await();
        Thread.sleep(TimeUnit.SECONDS.toMillis(Integer.parseInt(arguments[3])));
        System.out.printf(
                "%d viewers got %d messages with %d rows, %d left out, and %d times the figures%n",
                count, messages.sum(), rows.sum(), leftOut.sum(), figures.sum());
        System.exit(0);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    private static HttpRequest request(String[] arguments, String path) {
        return HttpRequest.newBuilder(URI.create(arguments[0] + path))
                .header("Authorization", "Bearer " + arguments[1])
                .build();
    }

    private static void line(String line) {
        if (line.startsWith("data:")) {
            messages.increment();
            rows.add(ROW.matcher(line).results().count());
            Matcher left = LEFT_OUT.matcher(line);
            if (left.find()) {
                leftOut.add(Long.parseLong(left.group(1)));
            }
        }
    }
}
