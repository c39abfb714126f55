package io.callstream.cli.sql;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What the machine has, or the container that the process runs in. */
final class MachineMemory {
    private MachineMemory() {}

    /** Where nobody says, as much as a number holds. */
    static long bytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
    }
}
