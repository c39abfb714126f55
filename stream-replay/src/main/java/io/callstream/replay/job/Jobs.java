package io.callstream.replay.job;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** All jobs, as the records of their topic tell. For one thread. */
final class Jobs {
    private final Map<String, Job> jobs = new TreeMap<>();

    void add(JobEntry entry, Instant at) {
        jobs.put(entry.job(), job(entry.job()).after(entry, at));
    }

    Job job(String name) {
        return jobs.getOrDefault(name, Job.UNKNOWN);
    }

    Map<String, Job> all() {
        return Collections.unmodifiableMap(jobs);
    }
}
