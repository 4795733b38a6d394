# The service. Build it first (./rejoin serve does, or mvn -DskipTests package), then from the checkout's root:
#   docker build -f docker/service.Dockerfile -t rejoin-service .
FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 rejoin
WORKDIR /opt/rejoin
COPY --chown=root:root src/target/quarkus-app/ ./
USER rejoin
# In a container the proxy is another machine.
ENV REJOIN_HOST=0.0.0.0 REJOIN_PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${REJOIN_PORT} && printf 'GET /q/health/live HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar", "quarkus-run.jar"]
