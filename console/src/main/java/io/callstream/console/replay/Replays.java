package io.callstream.console.replay;

import io.callstream.console.sinks.SinkAccess;
import io.callstream.console.web.Exchange;
import io.callstream.console.web.Route;
import io.callstream.console.web.WebException;
import io.callstream.reader.ReadFailedException;
import io.callstream.reader.ReadRequestException;
import io.callstream.reader.TopicConsumers;
import io.callstream.replay.job.JobStatus;
import io.callstream.replay.plan.Conditions;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.replay.plan.ReplayPlanner;
import io.callstream.replay.plan.ReplayRefusedException;
import io.callstream.settings.SettingsException;
import io.callstream.sink.runtime.SinkDescription;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sql.query.SqlException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Plans and jobs, for pages and programs alike. Safe for use by several threads. */
public final class Replays {
    private static final int MOST_PLANS = 100;

    private final SinkAccess sinks;
    private final Conditions conditions;
    private final JobRunner runner;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, ReplayPlan> plans = new ConcurrentHashMap<>();

    public Replays(SinkAccess sinks, Conditions conditions, JobRunner runner, Clock clock, RandomGenerator random) {
        this.sinks = sinks;
        this.conditions = conditions;
        this.runner = runner;
        this.clock = clock;
        this.random = random;
    }

    /** What cannot be done is said to whoever asked. */
    static Route.Action refusing(Route.Action work) {
        return exchange -> {
            try {
                return work.answer(exchange);
            } catch (ReplayRefusedException | ReadRequestException e) {
                throw new WebException(409, String.valueOf(e.getMessage()));
            } catch (SqlException e) {
                throw new WebException(422, "the condition cannot be asked: " + e.getMessage());
            } catch (SettingsException e) {
                throw new WebException(409, "the sink cannot be started here: " + e.getMessage());
            } catch (ReadFailedException e) {
                throw new WebException(503, String.valueOf(e.getMessage()));
            }
        };
    }

    List<String> sinks() {
        return sinks.names();
    }

    /** All jobs, the latest first. */
    List<JobLine> jobs() {
        return runner.all().stream().map(JobLine::of).toList();
    }

    /** Plans what a form asks for; the plan is kept to be started. */
    ReplayPlan plan(Exchange exchange) {
        String name = ReplayForm.sink(exchange);
        SinkDescription description = SinkDescription.read(sink(name));
        ReplayPlan plan = new ReplayPlanner(new TopicConsumers(description.kafka()), conditions, clock)
                .plan(ReplayForm.request(exchange, clock, random), name, description);
        if (plans.size() >= MOST_PLANS) {
            plans.clear(); // whoever planned so long ago can plan again
        }
        plans.put(plan.job().text(), plan);
        return plan;
    }

    void start(String job) {
        ReplayPlan plan = plans.remove(job);
        if (plan == null) {
            throw WebException.missing("There is no plan " + job + " any more; plan it again.");
        }
        runner.start(plan, sink(plan.sink()));
    }

    void resume(String job) {
        runner.resume(job, this::sink);
    }

    JobStatus cancel(String job) throws InterruptedException {
        return runner.cancel(job);
    }

    private SinkRunnerOptions sink(String name) {
        if (!sinks.names().contains(name)) {
            throw WebException.missing("There is no sink " + name + ".");
        }
        return sinks.options(name);
    }
}
