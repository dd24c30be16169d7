package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayRulesTest {

    private static final String SOURCE = "sources: {s: {provider: github, secrets: [12345678]}}\n";
    private static final String LABELLED =
            "sources: {s: {provider: github, secrets: [12345678], labels: [code]}}\n";
    private static final String DESTINATION = "destinations: {d: {log: {}}}\n";

    @Test
    void whatHoldsHasNoProblems() {
        assertThat(Catalogue.problemsOf(SOURCE + DESTINATION + "routes: {r: {from: s, to: d}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    public: {port: 65536}             | public.port: must be 0 to 65535, not 65536
                    public: {port: -1}                | public.port: must be 0 to 65535, not -1
                    public: {port: 9999999999}        | public.port: '9999999999' is too large
                    public: {host: ""}                | public.host: must name an address; 0.0.0.0 means all
                    public: {instances: 257}          | public.instances: must be 0 to 256, not 257
                    public: {maxBody: 0}              | public.maxBody: must be 1 to 512MiB, not 0
                    public: {maxBody: 1GiB, maxInFlight: 2GiB} | public.maxBody: must be 1 to 512MiB, not 1GiB
                    public: {maxInFlight: 1KiB}       | public.maxInFlight: must be at least maxBody, which is 1MiB
                    public: {maxConnections: 0}       | public.maxConnections: must be 1 to 1000000, not 0
                    public: {requestTimeout: 0s}      | public.requestTimeout: must be longer than zero; write it like 250ms or 5s
                    public: {drain: -1s}              | public.drain: '-1s' is not a duration; write it like 250ms, 5s, 10m, 6h or 3d
                    admin: {port: 65536}              | admin.port: must be 0 to 65535, not 65536
                    admin: {host: " ", token: abc}     | admin.host: must name an address; 0.0.0.0 means all
                    redis: {uri: "http://h"}          | redis.uri: must be redis://host:port, rediss://host:port or embedded
                    redis: {uri: "redis://h:99999"}   | redis.uri: must be redis://host:port, rediss://host:port or embedded
                    redis: {uri: "redis:h"}           | redis.uri: must be redis://host:port, rediss://host:port or embedded
                    redis: {uri: "redis://a b"}       | redis.uri: must be redis://host:port, rediss://host:port or embedded
                    redis: {timeout: 0ms}             | redis.timeout: must be longer than zero; write it like 250ms or 5s
                    redis: {data: ""}                 | redis.data: must name a folder, as ./data
                    redis: {uri: "redis://h", user: u} | redis.password: is needed, since there is a user
                    redis: {uri: "redis://me:pw@h", user: u, password: p} | redis.user: must not stand beside a uri that has one
                    redis: {uris: ["redis://h"]}      | redis.uris: is for modes sentinel and cluster; write uri
                    redis: {master: m}                | redis.master: is for mode sentinel only
                    redis: {sentinel: {password: p}}  | redis.sentinel: is for mode sentinel only
                    redis: {mode: sentinel, master: m} | redis.uris: must be redis://host:port or rediss://host:port, at least one, each without user and database
                    redis: {mode: sentinel, uris: ["redis://h/1"], master: m} | redis.uris: must be redis://host:port or rediss://host:port, at least one, each without user and database
                    redis: {mode: sentinel, uris: ["redis://h", "rediss://i"], master: m} | redis.uris: must all begin with redis:// or all with rediss://
                    redis: {mode: sentinel, uris: ["redis://h"]} | redis.master: is required: what the sentinels call it
                    redis: {mode: sentinel, uri: "redis://h", uris: ["redis://h"], master: m} | redis.uri: is for mode standalone; write uris
                    redis: {mode: sentinel, uris: ["redis://h"], master: m, sentinel: {user: u}} | redis.sentinel.password: is needed, since there is a user
                    redis: {mode: cluster}            | redis.uris: must be redis://host:port or rediss://host:port, at least one, each without user and database
                    redis: {mode: cluster, uris: ["redis://h/1"]} | redis.uris: must be redis://host:port or rediss://host:port, at least one, each without user and database
                    redis: {mode: cluster, uris: ["redis://h", "rediss://i"]} | redis.uris: must all begin with redis:// or all with rediss://
                    redis: {mode: cluster, uri: "redis://h", uris: ["redis://h"]} | redis.uri: is for mode standalone; write uris
                    redis: {mode: cluster, uris: ["redis://h"], master: m} | redis.master: is for mode sentinel only
                    redis: {mode: cluster, uris: ["redis://h"], sentinel: {password: p}} | redis.sentinel: is for mode sentinel only
                    redis: {uri: "redis://h", tls: {ca: "-----BEGIN CERTIFICATE-----"}} | redis.tls: needs an address that begins with rediss://
                    store: {shards: 0}                | store.shards: must be 1 to 512, not 0
                    store: {shards: 513}              | store.shards: must be 1 to 512, not 513
                    store: {prefix: Tg}               | store.prefix: must be 1 to 16 of a-z, 0-9 and -
                    store: {prefix: abcdefghijklmnopq} | store.prefix: must be 1 to 16 of a-z, 0-9 and -
                    store: {dedupWindow: 0s}          | store.dedupWindow: must be longer than zero; write it like 250ms or 5s
                    store: {dedupCapacity: 999}       | store.dedupCapacity: must be 1000 to 10000000000, not 999
                    store: {durability: eternal}      | store.durability: 'eternal' is not one of: memory, replicated, fsynced
                    store: {replicas: 0}              | store.replicas: must be 1 to 16, not 0
                    store: {durability: replicated}   | store.durability: replicated needs a server with replicas at redis.uri; the embedded one has none, and can do fsynced
                    store: {hold: {time: 99ms}}       | store.hold.time: must be 100ms to 10s
                    store: {journal: {bytes: 1KiB}}   | store.journal.bytes: must be 64KiB to 1024GiB, not 1KiB
                    store: {history: {age: 3651d}}    | store.history.age: '3651d' is longer than 3650d
                    dispatch: {instances: 257}        | dispatch.instances: must be 0 to 256, not 257
                    dispatch: {batch: 1001}           | dispatch.batch: must be 1 to 1000, not 1001
                    dispatch: {reclaimAfter: 0s}      | dispatch.reclaimAfter: must be longer than zero; write it like 250ms or 5s
                    """)
    void aValueOutOfItsBoundsIsRefused(String line, String problem) {
        assertThat(Catalogue.problemsOf(line)).containsExactly("t.yaml:1: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                    | d: needs exactly one of http, slack, teams, discord, sqs, sns, log, redis, kafka, amqp, nats, mqtt, email, file, exec, emit, queue, plugin
                    {log: {}, http: {url: "http://h"}}    | d: needs exactly one of http, slack, teams, discord, sqs, sns, log, redis, kafka, amqp, nats, mqtt, email, file, exec, emit, queue, plugin
                    {log: {}, concurrency: 0}             | d.concurrency: must be 1 to 10000, not 0
                    {log: {}, timeout: 0s}                | d.timeout: must be longer than zero; write it like 250ms or 5s
                    {log: {}, timeout: 60s}               | d.timeout: must be shorter than dispatch.reclaimAfter, which is 1m, or an attempt under way would be made twice
                    {http: {}}                            | d.http.url: is required
                    {http: {url: /hooks}}                 | d.http.url: must be a whole address, as https://example.com/hooks
                    {http: {url: "ftp://h"}}              | d.http.url: must be a whole address, as https://example.com/hooks
                    {http: {url: "http://"}}              | d.http.url: must be a whole address, as https://example.com/hooks
                    {http: {url: "http://h:65536"}}       | d.http.url: must be a whole address, as https://example.com/hooks
                    {http: {url: "http://a:b@h"}}         | d.http.url: must not hold a user or password; write auth: {basic: ...}
                    {http: {url: "http://h", headers: {"a b": c}}} | d.http.headers: must have names of letters, digits and -
                    {http: {url: "http://h", headers: {a: "b\\nc"}}} | d.http.headers: must have values of printable ASCII in one line
                    {http: {url: "http://h", method: get}} | d.http.method: must be a method in capitals, as PUT, and not CONNECT or TRACE
                    {http: {url: "http://h", method: TRACE}} | d.http.method: must be a method in capitals, as PUT, and not CONNECT or TRACE
                    {http: {url: "http://{source}/x"}}    | d.http.url: must have places in its path and query only
                    {http: {url: "http://h{.a}/x"}}       | d.http.url: must have places in its path and query only
                    {http: {url: "http://h{.a}"}}         | d.http.url: must have places in its path and query only
                    {http: {url: "{source}"}}             | d.http.url: must be a whole address, as https://example.com/hooks
                    {http: {url: "http://h/{typ}"}}       | d.http.url: unknown place 'typ'; did you mean 'type'?
                    {http: {url: "http://h/{.a"}}         | d.http.url: '{.' has no '}'
                    {http: {url: "http://h/ {.a}"}}       | d.http.url: must be a whole address, as https://example.com/hooks
                    {http: {url: "http://h", headers: {a: "{typ}"}}} | d.http.headers: must have places with known names and an end, as {type} or {.body.id}
                    {http: {url: "http://h", headers: {authorization: a}, auth: {bearer: b}}} | d.http.headers: must not have Authorization where auth has it
                    {http: {url: "http://h", forward: ["a b"]}} | d.http.forward: must have names as content-type, or beginnings as x-github-*
                    {http: {url: "http://h", forward: ["*-id"]}} | d.http.forward: must have names as content-type, or beginnings as x-github-*
                    {http: {url: "http://h", sign: [""]}} | d.http.sign: must not hold an empty secret
                    {http: {url: "http://h", format: cloudevents}} | d.http.format: 'cloudevents' is not one of: raw, cloudevents-structured, cloudevents-binary
                    {http: {url: "http://h", auth: {bearer: a, basic: {user: b, password: c}}}} | d.http.auth: needs one of bearer, basic and oauth2, and no more
                    {http: {url: "http://h", auth: {bearer: "a b"}}} | d.http.auth.bearer: must be printable ASCII without spaces
                    {http: {url: "http://h", auth: {basic: {user: "a:b", password: c}}}} | d.http.auth.basic.user: must not hold a colon
                    {http: {url: "http://h", auth: {oauth2: {url: /token, clientId: a, clientSecret: b}}}} | d.http.auth.oauth2.url: must be a whole address, as https://example.com/oauth/token
                    {http: {url: "http://h", auth: {oauth2: {url: "http://a:b@h", clientId: a, clientSecret: b}}}} | d.http.auth.oauth2.url: must not hold a user or password
                    {http: {url: "http://h", auth: {oauth2: {url: "http://h", clientId: "", clientSecret: b}}}} | d.http.auth.oauth2.clientId: must not be empty
                    {http: {url: "http://h", tls: {ca: "-----BEGIN CERTIFICATE-----"}}} | d.http.tls: needs an address of https
                    {http: {url: "https://h", tls: {ca: nonsense}}} | d.http.tls.ca: must hold a CERTIFICATE in PEM
                    {http: {url: "https://h", tls: {certificate: "-----BEGIN CERTIFICATE-----"}}} | d.http.tls: needs certificate and key together
                    {http: {url: "https://h", tls: {certificate: "-----BEGIN CERTIFICATE-----", key: "-----BEGIN ENCRYPTED PRIVATE KEY-----"}}} | d.http.tls.key: must hold a PRIVATE KEY in PEM, not encrypted
                    {slack: {url: hooks}}                 | d.slack.url: must be a whole address, as https://example.com/hooks
                    {teams: {url: "http://a:b@h"}}        | d.teams.url: must not hold a user or password
                    {discord: {url: "http://h", text: ""}} | d.discord.text: must not be empty
                    {slack: {url: "http://h", text: "{typ}"}} | d.slack.text: unknown place 'typ'; did you mean 'type'?
                    {redis: {}}                           | d.redis: needs exactly one of stream, channel and list
                    {redis: {stream: a, channel: b}}      | d.redis: needs exactly one of stream, channel and list
                    {redis: {channel: a, list: b}}        | d.redis: needs exactly one of stream, channel and list
                    {redis: {stream: a, uri: "http://h"}} | d.redis.uri: must be redis://host:port or rediss://host:port
                    {kafka: {topic: t}}                   | d.kafka.bootstrap: is required
                    {kafka: {bootstrap: k, topic: t}}     | d.kafka.bootstrap: must be host:port, or several with commas between
                    {kafka: {bootstrap: "k:1", topic: "a b"}} | d.kafka.topic: must be of letters, digits, '.', '_' and '-'
                    {kafka: {bootstrap: "k:1", topic: "{typ}"}} | d.kafka.topic: unknown place '{typ}'; did you mean '{type}'?
                    {kafka: {bootstrap: "k:1", topic: t, user: u}} | d.kafka.password: user and password need each other
                    {kafka: {bootstrap: "k:1", topic: t, maxMessage: 1B}} | d.kafka.maxMessage: must be 1KiB to 64MiB, not 1
                    {kafka: {bootstrap: "k:1", topic: t, compression: zstd}} | d.kafka.compression: 'zstd' is not one of: none, gzip
                    {amqp: {uri: "http://h", routingKey: q}} | d.amqp.uri: must be amqp://host:port or amqps://host:port, with /vhost if need be
                    {amqp: {uri: "amqp://a:b@h", routingKey: q}} | d.amqp.uri: must not hold a user or password; write user and password beside it
                    {amqp: {uri: "amqp://h"}}             | d.amqp.routingKey: must name a queue if there is no exchange
                    {amqp: {uri: "amqp://h", exchange: e, maxMessage: 1B}} | d.amqp.maxMessage: must be 1KiB to 128MiB, not 1
                    {nats: {servers: [], subject: s}}     | d.nats.servers: must be nats://host:port or tls://host:port, at least one
                    {nats: {servers: "nats://a:b@h", subject: s}} | d.nats.servers: must not hold a user or password; write user and password beside it
                    {nats: {servers: "nats://my_host", subject: s}} | d.nats.servers: must have hosts of letters, digits, '.' and '-', since the client of NATS takes no others
                    {kafka: {bootstrap: "k:1", topic: t, properties: {linger.ms: 5}}} | d.kafka.properties: must not hold what Tidegate sets itself: acks, bootstrap.servers, buffer.memory, compression.type, delivery.timeout.ms, enable.idempotence, key.serializer, linger.ms, max.block.ms, max.request.size, request.timeout.ms, transactional.id, value.serializer
                    {kafka: {bootstrap: "k:1", topic: t, user: u, password: p, properties: {sasl.mechanism: x}}} | d.kafka.properties: must not hold sasl.mechanism or sasl.jaas.config beside user
                    {nats: {servers: "nats://h", subject: "a..b"}} | d.nats.subject: must be words with single dots between, without spaces, '*' and '>'
                    {nats: {servers: "nats://h", subject: "a.>"}} | d.nats.subject: must be words with single dots between, without spaces, '*' and '>'
                    {nats: {servers: "nats://h", subject: s, user: u}} | d.nats.password: user and password need each other
                    {nats: {servers: "nats://h", subject: s, user: u, password: p, token: t}} | d.nats.token: must not stand beside user and password
                    {mqtt: {uri: "tcp://h", topic: t}}    | d.mqtt.uri: must be mqtt://host:port or mqtts://host:port
                    {mqtt: {uri: "mqtt://a@h", topic: t}} | d.mqtt.uri: must not hold a user or password; write user and password beside it
                    {mqtt: {uri: "mqtt://h", topic: "a/#"}} | d.mqtt.topic: must be a topic to publish on, without '+' and '#'
                    {mqtt: {uri: "mqtt://h", topic: t, password: p}} | d.mqtt.password: needs a user beside it
                    {email: {uri: "http://h", from: a@b, to: a@b}} | d.email.uri: must be smtp://host:port or smtps://host:port
                    {email: {uri: "smtp://a:b@h", from: a@b, to: a@b}} | d.email.uri: must not hold a user or password; write user and password beside it
                    {email: {uri: "smtp://h", from: a, to: a@b}} | d.email.from: must be an address, as tidegate@example.com
                    {email: {uri: "smtp://h", from: a@b, to: []}} | d.email.to: must be 1 to 100 addresses, as ops@example.com
                    {email: {uri: "smtp://h", from: a@b, to: "a@b, c@d"}} | d.email.to: must be 1 to 100 addresses, as ops@example.com
                    {email: {uri: "smtp://h", from: a@b, to: a@b, user: u}} | d.email.password: user and password need each other
                    {file: {folder: ""}}                  | d.file.folder: must name a folder, as /var/lib/events
                    {file: {folder: f, prefix: ../x}}     | d.file.prefix: must be 1 to 64 letters, digits, '_' and '-'
                    {file: {folder: f, maxSize: 1B}}      | d.file.maxSize: must be 1KiB to 64GiB, not 1
                    {file: {folder: f, maxAge: 0s}}       | d.file.maxAge: must be longer than zero; write it like 250ms or 5s
                    {exec: {command: []}}                 | d.exec.command: must name a program and its arguments, as [/usr/local/bin/notify, --fast]
                    {exec: {command: x, environment: {TIDEGATE_ID: x}}} | d.exec.environment: must have names of letters, digits and _, not beginning with TIDEGATE_
                    {exec: {command: x, maxOutput: 2MiB}} | d.exec.maxOutput: must be 0 to 1MiB, not 2MiB
                    {emit: {}}                            | d.emit.source: is required
                    {emit: {source: nowhere}}             | d.emit.source: unknown source 'nowhere'; known: none
                    {emit: {source: s, maxHops: 0}}       | d.emit.maxHops: must be 1 to 64, not 0
                    {plugin: {}}                          | d.plugin.name: is required
                    {log: {}, retry: {attempts: 0}}       | d.retry.attempts: must be 1 to 1000, not 0
                    {log: {}, retry: {attempts: 1001}}    | d.retry.attempts: must be 1 to 1000, not 1001
                    {log: {}, retry: {first: 0s}}         | d.retry.first: must be longer than zero; write it like 250ms or 5s
                    {log: {}, retry: {factor: 0.5}}       | d.retry.factor: must be 1.0 to 100.0, not 0.5
                    {log: {}, retry: {max: 1s}}           | d.retry.max: must be at least first, which is 5s
                    {log: {}, retry: {jitter: some}}      | d.retry.jitter: 'some' is not one of: full, none
                    """)
    void aDestinationThatCannotWorkIsRefused(String destination, String problem) {
        assertThat(Catalogue.problemsOf("destinations:\n  d: " + destination))
                .containsExactly("t.yaml:2: destinations." + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {provider: github, internal: true, secrets: [12345678]} | s.internal: must stand alone, since nobody sends requests to such a source
                    {provider: github, secrets: [""]}             | s.secrets: must each have at least 8 characters
                    {provider: github, secrets: [12345678, 1234567]} | s.secrets: must each have at least 8 characters
                    {provider: hubspot, secrets: [12345678]}      | s.provider: unknown provider 'hubspot'; 'tidegate providers' lists them
                    {provider: gitlap, secrets: [12345678]}       | s.provider: unknown provider 'gitlap'; did you mean 'gitlab'? 'tidegate providers' lists them
                    {provider: github, secrets: [12345678], url: "ftp://x"} | s.url: must be an address such as https://hooks.example.com/in/shop, without a query
                    {provider: github, secrets: [12345678], url: "https://x/?a"} | s.url: must be an address such as https://hooks.example.com/in/shop, without a query
                    {secrets: [12345678]}                         | s: needs either provider, as provider: github, or verify, as verify: {scheme: hmac, header: X-Signature}, and not both
                    {provider: open, verify: none}                | s: needs either provider, as provider: github, or verify, as verify: {scheme: hmac, header: X-Signature}, and not both
                    {provider: open, labels: [ok, "a b"]}         | s.labels: must each have 1 to 63 of a-z, 0-9 and -, and not begin with -
                    {provider: open, maxBody: 513MiB}             | s.maxBody: must be 0 to 512MiB, not 513MiB
                    """)
    void aSourceThatCannotWorkIsRefused(String source, String problem) {
        assertThat(Catalogue.problemsOf("sources:\n  s: " + source))
                .containsExactly("t.yaml:2: sources." + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {from: s}            | r.to: must name at least one destination
                    {to: d}              | r.from: must name at least one source
                    {from: [s, t], to: d} | r.from[1]: unknown source 't'; did you mean 's'?
                    {from: s, to: elsewhere} | r.to[0]: unknown destination 'elsewhere'; known: d
                    {from: s, to: [d, d]} | r.to[1]: 'd' is named twice
                    {from: s, to: d, split: true} | r.split: needs a transform that says into what, as '.body[]'
                    {from: s, to: d, maxItems: 0} | r.maxItems: must be 1 to 10000, not 0
                    {from: s, to: d, maxItems: 10001} | r.maxItems: must be 1 to 10000, not 10001
                    {from: s.provider, to: d} | r.from[0]: unknown source 's.provider'; known: s
                    """)
    void aRouteThatLeadsNowhereIsRefused(String route, String problem) {
        assertThat(Catalogue.problemsOf(SOURCE + DESTINATION + "routes:\n  r: " + route))
                .containsExactly("t.yaml:4: routes." + problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s",
                "'*'",
                "'s*'",
                "provider:github",
                "label:code",
                "[s, provider:github, label:code, '*']"
            })
    void aRouteNamesSourcesByNamePatternProviderOrLabel(String from) {
        assertThat(Catalogue.problemsOf(LABELLED + route(from))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    't*'              | 't*' matches no source; known: [s]
                    'S*'              | 'S*' matches no source; known: [s]
                    provider:gitlab   | no source has the provider 'gitlab'
                    provider:custom   | no source has the provider 'custom'
                    provider:gitlap   | unknown provider 'gitlap'; did you mean 'gitlab'? 'tidegate providers' lists them
                    label:cod         | unknown label 'cod'; did you mean 'code'?
                    label:other       | unknown label 'other'; known: code
                    """)
    void aSelectorThatPicksNoSourceIsRefused(String from, String problem) {
        assertThat(Catalogue.problemsOf(LABELLED + route(from)))
                .containsExactly("t.yaml:3: routes.r.from[0]: " + problem);
    }

    @Test
    void aSelectorMayMeanASourceThatCannotBeRead() {
        // Given a source that is wrong, and therefore has no labels that anybody knows of
        String wrong = LABELLED.replace("12345678", "1");
        // Then only that is told
        assertThat(Catalogue.problemsOf(wrong + route("[label:code, 's*']")))
                .singleElement()
                .asString()
                .contains("sources.s.secrets");
    }

    private static String route(String from) {
        return DESTINATION + "routes: {r: {from: " + from + ", to: d}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "-a", "a_b", "a.b", "\u00e4", "''"})
    void aNameOutsideTheAlphabetIsRefused(String name) {
        assertThat(Catalogue.problemsOf("destinations: {" + name + ": {log: {}}}"))
                .singleElement()
                .asString()
                .endsWith(": a name has 1 to 63 of a-z, 0-9 and -, and does not begin with -");
    }

    @Test
    void namesAreCheckedInEverySection() {
        // When
        var problems =
                Catalogue.problemsOf(
                        """
                        sources: {S: {provider: open}}
                        destinations: {D: {log: {}}}
                        routes: {R: {from: S, to: D}}
                        """);
        // Then
        assertThat(problems)
                .extracting(it -> it.substring(0, it.indexOf(": a name")))
                .isEqualTo(
                        List.of(
                                "t.yaml:1: sources.S",
                                "t.yaml:2: destinations.D",
                                "t.yaml:3: routes.R"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0",
        "192.168.1.1",
        "10.127.0.1",
        "'::'",
        "tidegate.example",
        "127.evil.test"
    })
    void anAdminPortThatOthersCanReachNeedsAToken(String host) {
        assertThat(Catalogue.problemsOf("admin: {host: '" + host + "'}"))
                .singleElement()
                .asString()
                .startsWith("t.yaml:1: admin.token: is required when host is not a loopback");
        assertThat(Catalogue.problemsOf("admin: {host: '" + host + "', token: abc}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"})
    void anAdminPortOnLoopbackNeedsNoToken(String host) {
        assertThat(Catalogue.problemsOf("admin: {host: '" + host + "'}")).isEmpty();
    }

    @Test
    void whatOneRecordGetsWrongIsToldTogether() {
        assertThat(Catalogue.problemsOf("public:\n  port: 70000\n  host: ''\n  drain: x"))
                .hasSize(3);
    }
}
