# The service, from the tarball of ./rejoin dist, in the checkout's root:
#   ./rejoin dist && docker build -f docker/service.Dockerfile -t rejoin-service:1.0.0 .
# Its root can be read-only: docker run --read-only --tmpfs /tmp. It takes every command: docker run … migrate
FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 rejoin
# Unpacked as it is copied.
ADD target/rejoin-*.tar.gz /opt/
RUN mv /opt/rejoin-* /opt/rejoin
# What a start has loaded is kept for every later one, which takes two fifths less CPU. There is no database yet, so this one
# ends with the sentence that says so.
RUN install -d -o rejoin /opt/rejoin-cache
USER 10001:10001
WORKDIR /tmp
RUN HOME=/tmp REJOIN_DB_URL=jdbc:postgresql://127.0.0.1:1/none JAVA_OPTS=-XX:AOTCacheOutput=/opt/rejoin-cache/rejoin.aot \
    /opt/rejoin/rejoin serve; test -s /opt/rejoin-cache/rejoin.aot
# In a container the proxy is another machine, and nobody has a home.
ENV REJOIN_HOST=0.0.0.0 REJOIN_PORT=8080 HOME=/tmp \
    JAVA_OPTS="-XX:MaxRAMPercentage=70 -XX:AOTCache=/opt/rejoin-cache/rejoin.aot"
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${REJOIN_MANAGEMENT_PORT:-$REJOIN_PORT} && printf 'GET /q/health/live HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["/opt/rejoin/rejoin"]
CMD ["serve"]
