{{- define "callstream.fullname" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}{{ end }}
{{- end }}

{{/* Labels that never change: a StatefulSet and its volumes are found by them. */}}
{{- define "callstream.selector" -}}
app.kubernetes.io/name: callstream
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "callstream.labels" -}}
{{ include "callstream.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/part-of: callstream
{{- end }}

{{- define "callstream.serviceAccount" -}}
{{- if .Values.serviceAccount.name }}{{ .Values.serviceAccount.name }}{{ else if .Values.serviceAccount.create }}{{ include "callstream.fullname" . }}{{ else }}default{{ end }}
{{- end }}

{{- define "callstream.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{/* What every pod of ours has. Needs root, component, settings. A changed configuration starts pods anew, but for the gateway, which reloads its file. */}}
{{- define "callstream.podMetadata" -}}
labels:
  {{- include "callstream.labels" . | nindent 2 }}
{{- if ne .component "gateway" }}
annotations:
  checksum/config: {{ toYaml .root.Values.config | sha256sum }}
{{- end }}
{{- end }}

{{- define "callstream.podSettings" -}}
serviceAccountName: {{ include "callstream.serviceAccount" .root }}
automountServiceAccountToken: false
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
terminationGracePeriodSeconds: {{ .settings.terminationGracePeriodSeconds | default 45 }}
{{- with .settings.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .settings.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .settings.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "callstream.selector" . | nindent 8 }}
{{- if .root.Values.plugins.image }}
initContainers:
  - name: plugins
    image: {{ .root.Values.plugins.image }}
    command: [sh, -c, "cp -r /plugins/. /target/"]
    securityContext: {{- include "callstream.containerSecurity" . | nindent 6 }}
    volumeMounts: [{name: plugins, mountPath: /target}]
{{- end }}
{{- end }}

{{- define "callstream.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{- define "callstream.container" -}}
image: {{ include "callstream.image" .root }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext: {{- include "callstream.containerSecurity" . | nindent 2 }}
{{- $secrets := concat (.root.Values.secrets | default list) (.settings.secrets | default list) | uniq }}
{{- with $secrets }}
envFrom:
  {{- range . }}
  - secretRef: {name: {{ . }}}
  {{- end }}
{{- end }}
env:
  - {name: CALLSTREAM_LOG_FORMAT, value: json}
  {{- with .settings.javaOptions }}
  - {name: CALLSTREAM_JAVA_OPTS, value: {{ . | quote }}}
  {{- end }}
  {{- range $name, $value := .settings.env }}
  - {name: {{ $name }}, value: {{ $value | quote }}}
  {{- end }}
{{- with .settings.resources }}
resources: {{- toYaml . | nindent 2 }}
{{- end }}
volumeMounts:
  - {name: config, mountPath: /etc/callstream, readOnly: true}
  - {name: tmp, mountPath: /tmp}
  - {name: data, mountPath: /var/lib/callstream}
  {{- if .root.Values.plugins.image }}
  - {name: plugins, mountPath: /opt/callstream/plugins, readOnly: true}
  {{- end }}
  {{- range .root.Values.files }}
  - {name: {{ .name }}, mountPath: {{ .mountPath }}, readOnly: true}
  {{- end }}
{{- end }}

{{/* All but `data`, which is a claim or an empty folder. */}}
{{- define "callstream.volumes" -}}
- name: config
  configMap: {name: {{ include "callstream.fullname" .root }}}
- name: tmp # native libraries are unpacked here
  emptyDir: {sizeLimit: 256Mi}
{{- if .root.Values.plugins.image }}
- name: plugins
  emptyDir: {}
{{- end }}
{{- range .root.Values.files }}
- name: {{ .name }}
  {{- if .secret }}
  secret: {secretName: {{ .secret }}}
  {{- else }}
  configMap: {name: {{ required "files: each needs a secret or a configMap" .configMap }}}
  {{- end }}
{{- end }}
{{- end }}

{{- define "callstream.claim" -}}
- metadata: {name: data}
  spec:
    accessModes: [ReadWriteOnce]
    {{- with .storageClass }}
    storageClassName: {{ . }}
    {{- end }}
    resources: {requests: {storage: {{ .size }}}}
{{- end }}

{{/* A service of sinks' kind: /health and /metrics on 4100. Held is not broken: only who does not answer at all is started anew. */}}
{{- define "callstream.sinkProbes" -}}
startupProbe:
  tcpSocket: {port: health}
  periodSeconds: 3
  failureThreshold: 60
livenessProbe:
  tcpSocket: {port: health}
  periodSeconds: 10
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /health, port: health}
  periodSeconds: 10
  timeoutSeconds: 5
{{- end }}

{{/* The named sinks with the defaults filled in, as YAML. */}}
{{- define "callstream.sinks" -}}
{{- range $name, $own := .Values.sinks }}
{{- if not (regexMatch "^[a-z][a-z0-9_]*$" $name) }}
{{- fail (printf "sinks.%s: expected the name of a sink, such as postgres; sink-connectors/README.md has them" $name) }}
{{- end }}
{{- $sink := mergeOverwrite (deepCopy $.Values.sinkDefaults) ($own | default dict) }}
{{- if $sink.enabled }}
{{ $name }}: {{- toYaml $sink | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}

{{- define "callstream.ingress" -}}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: {{ include "callstream.fullname" .root }}-{{ .component }}
  labels: {{- include "callstream.labels" . | nindent 4 }}
  {{- with .settings.ingress.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- with .settings.ingress.className }}
  ingressClassName: {{ . }}
  {{- end }}
  {{- with .settings.ingress.tls }}
  tls: {{- toYaml . | nindent 4 }}
  {{- end }}
  rules:
    {{- $service := printf "%s-%s" (include "callstream.fullname" .root) .component }}
    {{- if not .settings.ingress.hosts }}{{ fail (printf "%s.ingress.hosts: expected one at least" .component) }}{{ end }}
    {{- range .settings.ingress.hosts }}
    - host: {{ . }}
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: {service: {name: {{ $service }}, port: {name: http}}}
    {{- end }}
{{- end }}
