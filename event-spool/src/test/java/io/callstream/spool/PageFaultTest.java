package io.callstream.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keeper brings pages in that the lane's owner may be writing to at this moment. */
class PageFaultTest {
    private static final int PAGES = 64;
    private static final int ROUNDS = 20_000;

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenMeanwhileStays() throws IOException, InterruptedException {
        SegmentFile file = file();
        AtomicBoolean done = new AtomicBoolean();
        Thread keeper = new Thread(() -> {
            while (!done.get()) {
                file.fault(Layout.FRAMES, file.size());
            }
        });
        keeper.start();
        int lost = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            lost += written(file.bytes(), round);
        }
        done.set(true);
        keeper.join();

        assertThat(lost).isZero();
    }

    @Test
    void aSegmentGoesOnWhereItStopped() throws IOException {
        SegmentFile file = file();

        assertThat(file.fault(Layout.FRAMES, Layout.FRAMES + 1)).isEqualTo(Layout.FRAMES + Layout.PAGE);
        assertThat(file.fault(Layout.FRAMES, Integer.MAX_VALUE)).isEqualTo(file.size());
        assertThat(file.fault(file.size(), Integer.MAX_VALUE)).isEqualTo(file.size());
    }

    private SegmentFile file() throws IOException {
        Path path = folder.resolve("0.seg");
        Files.write(path, new byte[PAGES * Layout.PAGE]);
        return SegmentFile.map(path);
    }

    /** How many of the pages do not hold what was written to them a moment ago. */
    private static int written(ByteBuffer bytes, int round) {
        int lost = 0;
        for (int page = Layout.FRAMES; page < bytes.capacity(); page += Layout.PAGE) {
            bytes.putInt(page, round);
        }
        for (int page = Layout.FRAMES; page < bytes.capacity(); page += Layout.PAGE) {
            lost += bytes.getInt(page) == round ? 0 : 1;
        }
        return lost;
    }
}
