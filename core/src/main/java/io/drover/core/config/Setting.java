/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every option there is. The command line, the environment, the configuration file, the help text and the reference in
 * the docs are all made from this table.
 */
public enum Setting {
    BACKEND(
            Group.APP,
            "APP.jar",
            null,
            Arity.ONE,
            "The application: a jar with a Main-Class. Every worker runs the whole of it."),
    EXEC(
            Group.APP,
            "COMMAND",
            null,
            Arity.ONE,
            "In place of --backend: any program, as in --exec='node server.js'. Every worker runs it, with a port of its own"
                    + " in the environment variable PORT, on which it has to listen."),
    UPSTREAM(
            Group.APP,
            "HOST:PORT[,weight=N]",
            null,
            Arity.MANY,
            "In place of --backend: a server that runs already, here or elsewhere; unix:PATH for a unix socket."
                    + " ,weight=1 to 256 gives it more connections than others, ,max-connections=N no more than N at"
                    + " once. Can be given more than once."),
    WORKERS(
            Group.APP,
            "auto|max|N|-N",
            "auto",
            Arity.ONE,
            "How many worker JVMs. auto: one for each core the process may use, and no more than its memory holds;"
                    + " max: one for each core; -N: N fewer than cores."),
    NAME(
            Group.APP,
            "NAME",
            null,
            Arity.ONE,
            "Name of the cluster, 1 to 40 letters, digits, '.', '_' or '-'. Default: the name of the jar, with a number"
                    + " behind it where a running cluster has that already."),
    POLICY(
            Group.CONNECTIONS,
            "POLICY",
            "round-robin",
            Arity.ONE,
            "Which worker gets a connection: round-robin, least-connections, ip-hash (a client stays with its worker),"
                    + " random-two, none (workers share the listening socket, the kernel decides), or the full name of"
                    + " a class that implements SchedulingPolicy."),
    POLICY_PATH(
            Group.CONNECTIONS,
            "PATH",
            null,
            Arity.MANY,
            "A jar or folder with the class that --policy names. Can be given more than once."),
    FORWARD(
            Group.CONNECTIONS,
            "handoff|splice",
            "handoff",
            Arity.ONE,
            "How a connection reaches its worker. handoff: its descriptor is passed, the primary is off the data path."
                    + " splice: the primary relays its bytes, in the kernel where they are many; the worker may be any"
                    + " program."),
    LISTEN(
            Group.CONNECTIONS,
            "[HOST:]PORT",
            null,
            Arity.MANY,
            "Share only these addresses of the application; it binds any other by itself. Default: share every address"
                    + " it listens on. With --exec and --upstream: where clients connect. Can be given more than once."),
    AGENT(
            Group.CONNECTIONS,
            "auto|on|off",
            "auto",
            Arity.ONE,
            "Whether an agent in each worker shares what the application listens on, so that it need not know of the"
                    + " cluster. auto: unless the jar carries WorkerRuntime, which does the same by itself."),
    IO_URING(
            Group.CONNECTIONS,
            "auto|off",
            "auto",
            Arity.ONE,
            "Whether connections that come in a flood are passed to workers many at a time (io_uring). auto: where the system"
                    + " lets us; off: one by one."),
    QUEUE_TIMEOUT(
            Group.CONNECTIONS,
            "DURATION",
            "0s",
            Arity.ONE,
            "When no worker has taken a connection for that long because all are full or gone, waiting clients and new ones"
                    + " are turned away until one does. 0s: they wait."),
    SLOW_START(
            Group.CONNECTIONS,
            "DURATION",
            "0s",
            Arity.ONE,
            "How long a new worker takes to get its full share of connections under least-connections and random-two, so"
                    + " that its JVM can warm up. 0s: the full share at once."),
    REBALANCE(
            Group.CONNECTIONS,
            "",
            "false",
            Arity.FLAG,
            "A new worker gets its share of the connections that are open already: the others give idle ones back. For"
                    + " applications that embed WorkerRuntime and answer HandBackWanted; not with a policy by which a"
                    + " client stays with its worker."),
    MAX_CONNECTIONS(
            Group.RELAY,
            "N",
            "0",
            Arity.ONE,
            "How many connections a worker or upstream may have at once; further ones wait. 0: any number."),
    SPLICE(
            Group.RELAY,
            "auto|on|off",
            "auto",
            Arity.ONE,
            "Whether relayed bytes stay in the kernel (splice(2)). auto: those that come in a stream; on: all; off: none,"
                    + " they are copied."),
    RELAY_THREADS(Group.RELAY, "auto|N", "auto", Arity.ONE, "How many threads relay. auto: one for each core."),
    CONNECT_TIMEOUT(
            Group.RELAY,
            "DURATION",
            "5s",
            Arity.ONE,
            "How long a backend may take to answer a connect; then another is tried."),
    CLIENT_TIMEOUT(
            Group.RELAY,
            "DURATION",
            "1h",
            Arity.ONE,
            "A relayed connection ends when no byte came from the client or went to it for that long. 0s: never."),
    SERVER_TIMEOUT(Group.RELAY, "DURATION", "1h", Arity.ONE, "The same for the backend's side. 0s: never."),
    HALF_CLOSED_TIMEOUT(
            Group.RELAY,
            "DURATION",
            "30s",
            Arity.ONE,
            "How long a connection that one side has ended goes on without a byte. 0s: as one that is open."),
    TOTAL_TIMEOUT(
            Group.RELAY,
            "DURATION",
            "0s",
            Arity.ONE,
            "How long a relayed connection may be open, busy or not. 0s: for any time."),
    ACCESS_LOG(
            Group.RELAY,
            "FILE",
            null,
            Arity.ONE,
            "A line for each relayed connection that has ended: when, who, which backend, how long, how many bytes, and who"
                    + " ended it why. SIGUSR1 has it opened anew, after it was renamed. Default: none."),
    MAX_TOTAL_CONNECTIONS(
            Group.RELAY,
            "N",
            "0",
            Arity.ONE,
            "How many relayed connections there may be at once; further ones wait to be accepted until one ends. 0: as"
                    + " many as there are file descriptors for."),
    MAX_CLIENT_CONNECTIONS(
            Group.RELAY,
            "N",
            "0",
            Arity.ONE,
            "How many of them one client may have, an IPv4 address or a /64 of IPv6; further ones are reset. 0: any number."),
    PROXY_PROTOCOL(
            Group.RELAY,
            "off|v1|v2",
            "off",
            Arity.ONE,
            "Tell the backend who the client is, by a PROXY protocol header before the client's first byte: v1 as text, v2"
                    + " in binary. The backend has to expect it."),
    ACCEPT_PROXY(
            Group.RELAY,
            "CIDR,…",
            null,
            Arity.MANY,
            "Connections from these addresses come through proxies that put a PROXY protocol header, v1 or v2, before the"
                    + " client's first byte; one that has none within 3 s is reset. The address in it counts as the"
                    + " client's. Anybody else's bytes are taken as they are. Can be given more than once."),
    TLS(
            Group.RELAY,
            "CERT.pem,KEY.pem",
            null,
            Arity.MANY,
            "Terminate TLS, 1.2 and above, with this certificate (its issuers behind it) and key (PKCS#8); backends get"
                    + " what was inside. Given more than once, clients get the certificate with the name they ask for,"
                    + " else the first. SIGHUP has the files read again."),
    TLS_ALPN(
            Group.RELAY,
            "PROTOCOL,…",
            null,
            Arity.ONE,
            "What backends speak inside TLS, best first, as h2,http/1.1 (ALPN). Default: nothing is said of that."),
    CHECK_INTERVAL(
            Group.RELAY,
            "DURATION",
            "2s",
            Arity.ONE,
            "How often it is tried whether an upstream, or a worker of --exec, takes a connection. 0s: never."),
    CHECK_RISE(
            Group.RELAY,
            "N",
            "2",
            Arity.ONE,
            "After how many such checks in a row that succeed one that is down is up."),
    CHECK_FALL(
            Group.RELAY,
            "N",
            "3",
            Arity.ONE,
            "After how many that fail one that is up is down, and gets no connections as long as another is up."),
    CHECK_TIMEOUT(Group.RELAY, "DURATION", "1s", Arity.ONE, "How long a check waits for an answer."),
    EJECT_AFTER(
            Group.RELAY,
            "N",
            "5",
            Arity.ONE,
            "After how many connects in a row that fail an upstream or worker gets no connections for 10 s, as long as"
                    + " another does; 10 s more each further time, 300 s at most. 0: never."),
    NAME_SERVER(
            Group.RELAY,
            "ADDRESS[:PORT]",
            null,
            Arity.ONE,
            "Who is asked for the names of upstreams that are not in the hosts file. Default: as /etc/resolv.conf says."
                    + " Names are looked up again when their records' time to live is over."),
    WAIT_READY(
            Group.LIFE,
            "",
            "false",
            Arity.FLAG,
            "A worker is ready when the application calls ready(), not as soon as it listens."),
    READY_TIMEOUT(
            Group.LIFE, "DURATION", "60s", Arity.ONE, "A worker that is not ready by then is ended, and has failed."),
    DRAIN_TIMEOUT(
            Group.LIFE,
            "DURATION",
            "30s",
            Arity.ONE,
            "How long a worker may take to finish its connections when it is stopped or replaced; then it is killed."),
    INTAKE_TIMEOUT(
            Group.LIFE,
            "DURATION",
            "500ms",
            Arity.ONE,
            "A worker that takes none of the connections given to it for that long loses them to others, until it takes"
                    + " connections again; four times as long while it has not taken its first."),
    HEARTBEAT_TIMEOUT(
            Group.LIFE,
            "DURATION",
            "10s",
            Arity.ONE,
            "A worker whose event loops stand still for that long is killed and replaced."),
    MAX_RESTARTS(
            Group.LIFE,
            "N",
            "5",
            Arity.ONE,
            "How often a slot's worker may crash within --restart-window before the slot is given up."),
    RESTART_WINDOW(Group.LIFE, "DURATION", "60s", Arity.ONE, "The time over which crashes are counted."),
    MAX_MEMORY(
            Group.LIFE,
            "SIZE",
            null,
            Arity.ONE,
            "A worker whose resident memory grows above this, as 800m or 2g, is replaced: the new one first, then the old"
                    + " one drains. Default: no limit."),
    MAX_AGE(
            Group.LIFE,
            "DURATION",
            "0s",
            Arity.ONE,
            "A worker is replaced when it is that old, give or take a tenth, one at a time. 0s: never."),
    MAX_REQUESTS(
            Group.LIFE,
            "N",
            "0",
            Arity.ONE,
            "A worker is replaced after so many requests, give or take a tenth, one at a time. Where the application does"
                    + " not count them, with WorkerRuntime.countRequests, its connections count. 0: never."),
    KEEP_LISTENING(
            Group.LIFE,
            "",
            "false",
            Arity.FLAG,
            "When every slot is given up, keep the ports open and wait for a reload instead of ending."),
    PROBE(
            Group.LIFE,
            "PATH",
            null,
            Arity.ONE,
            "A worker is ready only when it has answered GET PATH with a 2xx, over a connection handed to it as a client's"
                    + " is. An answer of 503 is asked for again until --ready-timeout, any other is a failure."),
    CANARY_WINDOW(
            Group.LIFE,
            "DURATION",
            "0s",
            Arity.ONE,
            "How long a reload watches the first new worker serve beside the old ones before it replaces any."),
    LOG_DIR(
            Group.FILES,
            "FOLDER",
            null,
            Arity.ONE,
            "Where the thread dump of a worker that hangs is written before it is killed. Default: the temp folder."),
    JVM_ARG(
            Group.JVM,
            "ARG",
            null,
            Arity.MANY,
            "An argument for the workers' JVM, such as -Xmx512m. Can be given more than once."),
    CLASS_DATA(
            Group.JVM,
            "auto|off",
            "off",
            Arity.ONE,
            "Whether workers share their classes in an archive, which makes restarts faster and workers smaller. auto:"
                    + " where the JVM can (JDK 17 to 25), and unless an agent or an option of yours is in the way. The first"
                    + " worker on a jar is what it is made from; it lies in the cache folder of the user."),
    FLIGHT_RECORDING(
            Group.JVM,
            "",
            "false",
            Arity.FLAG,
            "Workers run with a flight recording (JFR) of 10 MB at most in their memory. When one hangs, it is written into"
                    + " --log-dir beside the thread dump before the worker is killed, which can take up to 10 s longer."),
    ENV(
            Group.JVM,
            "KEY=VALUE",
            null,
            Arity.MANY,
            "An environment variable for the workers, on top of the primary's own. Can be given more than once."),
    DEBUG_PORT(
            Group.JVM,
            "PORT",
            null,
            Arity.ONE,
            "Let a debugger attach to the workers (JDWP, on the loopback address): slot 0 at PORT, slot 1 at PORT+1, and"
                    + " so on. While a reload has two workers in a slot, the new one is as many ports further as there"
                    + " are slots."),
    JAVA(
            Group.JVM,
            "PATH",
            null,
            Arity.ONE,
            "The java command, or the home of the JDK, that runs the workers. Default: the primary's own."),
    CONFIG(Group.FILES, "FILE", null, Arity.ONE, "A YAML file with any of these options, without the dashes.");

    /** Under which heading the help text shows an option. */
    public enum Group {
        APP("Application"),
        CONNECTIONS("Connections"),
        RELAY("Relayed connections (--forward=splice)"),
        LIFE("Life of a worker"),
        JVM("The workers' JVM"),
        FILES("Configuration");

        private final String heading;

        Group(String heading) {
            this.heading = heading;
        }

        /** Returns the heading. */
        public String heading() {
            return heading;
        }
    }

    /** How many values an option takes. */
    public enum Arity {
        /** No value on the command line; true or false elsewhere. */
        FLAG,
        ONE,
        MANY
    }

    private final Group group;
    private final String placeholder;
    private final @Nullable String defaultValue;
    private final Arity arity;
    private final String help;

    Setting(Group group, String placeholder, @Nullable String defaultValue, Arity arity, String help) {
        this.group = group;
        this.placeholder = placeholder;
        this.defaultValue = defaultValue;
        this.arity = arity;
        this.help = help;
    }

    /** Returns the name as the configuration file has it, and the command line behind two dashes. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the name of the environment variable. */
    public String variable() {
        return "DROVER_" + name();
    }

    /** Returns the heading under which it is shown. */
    public Group group() {
        return group;
    }

    /** Returns what stands for the value in the help text; empty for a flag. */
    public String placeholder() {
        return placeholder;
    }

    /** Returns the default, or null where there is none or it depends on other things. */
    public @Nullable String defaultValue() {
        return defaultValue;
    }

    /** Returns how many values it takes. */
    public Arity arity() {
        return arity;
    }

    /** Returns what it does, in a sentence or two. */
    public String help() {
        return help;
    }

    /** Returns the setting with the given key, or null. */
    public static @Nullable Setting ofKey(String key) {
        return BY_KEY.get(key);
    }

    private static final Map<String, Setting> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Setting::key, setting -> setting));
}
