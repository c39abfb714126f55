package io.callstream.gateway.telemetry;

/** Labels of the gateway's metrics. */
public final class MetricLabels {
    /** {@code success}, or the tag of the error. */
    public static final String OUTCOME = "outcome";
    /** Why something was lost: {@code budget}, {@code disk_full}, {@code too_large}, ... */
    public static final String REASON = "reason";
    /** {@code pre-call}, {@code chunk}, {@code success} or {@code failure}. */
    public static final String KIND = "kind";
    /** Public model name of the configuration, {@code none} for calls that went nowhere, {@code other} beyond a bound. */
    public static final String MODEL_GROUP = "model_group";
    /** Provider of the deployment; as {@link #MODEL_GROUP}. */
    public static final String PROVIDER = "provider";
    /** Team of the caller's key; as {@link #MODEL_GROUP}. */
    public static final String TEAM = "team";
    /** {@code success} or {@code failure}; of reloads {@code applied} or {@code rejected}, of reported calls {@code
     * accepted} or {@code rejected}. */
    public static final String RESULT = "result";
    /** Name of a request hook, as the configuration gives it. */
    public static final String HOOK = "hook";
    /** Id of a deployment. */
    public static final String DEPLOYMENT = "deployment";
    /** {@code mail}, {@code card}, ..., or the name of a pattern or dictionary of the configuration. */
    public static final String DETECTOR = "detector";
    /** Kind of token. */
    public static final String TYPE = "type";

    private MetricLabels() {}
}
