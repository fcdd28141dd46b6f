@echo off
rem aks-guard.jar with flags for a quick start; src/docs/performance.md has what each is worth.
rem AKS_GUARD_JAVA_OPTS adds flags or overrides these, JAVA_HOME chooses the JVM.
setlocal
set "home=%~dp0"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "archive=-Xshare:auto"
if exist "%home%aks-guard.jsa" set "archive=-XX:SharedArchiveFile=%home%aks-guard.jsa"
"%java%" -Xlog:disable -Xlog:all=error:stderr "%archive%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 %AKS_GUARD_JAVA_OPTS% -jar "%home%aks-guard.jar" %*
exit /b %ERRORLEVEL%
