# One image for the bot and the sandbox. Nothing in it needs root, and nothing but /data is written.
FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock
COPY bot bot
COPY summarizer summarizer
COPY storage storage
RUN /venv/bin/pip install --no-cache-dir --no-deps .

FROM python:3.12-slim
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin nutgraf \
    && mkdir /data && chown nutgraf:nutgraf /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    NUTGRAF_DATABASE_URL=sqlite:////data/nutgraf.sqlite3
USER nutgraf
WORKDIR /data
VOLUME /data
ENTRYPOINT ["nutgraf"]
CMD ["run"]
